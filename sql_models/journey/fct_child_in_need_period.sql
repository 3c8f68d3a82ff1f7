/*---
description: One row per time in need of a child, from referral to closure of the case; no two of a child overlap.
grain: [child_in_need_period_key]
columns:
  child_in_need_period_key: Key of the period, from the child and its first day.
  start_collection_year: Collection year in which the period began.
  end_collection_year: Collection year in which it ended; NULL while open.
  primary_need: What the code stands for; Unknown when it is not in the list.
  closure_reason_code: Why the case was closed; NULL while open.
  closure_reason: What the code stands for; Open while it is, Unknown when the code is not in the list.
  age_at_start: Age in completed years at the referral, -1 before birth (expected, where it was still to come); NULL when neither date is known.
  age_at_end: Age in completed years at the closure; NULL while open or when the date of birth is not known.
  days: Days in need; NULL while open.
  has_child_protection_plan: Whether the child had a child protection plan on a day of it.
  return_collection_year: Collection year of the census that tells the last of its cases.
source: >-
  CIN census, episode of need; what joins and parts periods is in int_child_in_need_periods__stitched.
---*/
WITH periods_with_plan AS (
    SELECT DISTINCT
        p.child_key,
        p.start_date
    FROM int_child_in_need_periods__stitched AS p
    INNER JOIN int_child_protection_plans__in_force AS n
        ON
            p.child_key = n.child_key
            AND (p.end_date IS NULL OR p.end_date > n.start_date)
            AND (n.end_date IS NULL OR p.start_date < n.end_date)
),

dated_periods AS (
    SELECT
        p.*,
        EXTRACT(YEAR FROM p.start_date) * 10000
        + EXTRACT(MONTH FROM p.start_date) * 100 + EXTRACT(DAY FROM p.start_date) AS start_number,
        EXTRACT(YEAR FROM p.end_date) * 10000
        + EXTRACT(MONTH FROM p.end_date) * 100 + EXTRACT(DAY FROM p.end_date) AS end_number,
        EXTRACT(YEAR FROM COALESCE(c.birth_date, c.expected_birth_date)) * 10000
        + EXTRACT(MONTH FROM COALESCE(c.birth_date, c.expected_birth_date)) * 100
        + EXTRACT(DAY FROM COALESCE(c.birth_date, c.expected_birth_date)) AS birth_number
    FROM int_child_in_need_periods__stitched AS p
    LEFT JOIN dim_child AS c ON p.child_key = c.child_key
)

SELECT
    CAST(MD5(p.child_key || '|' || CAST(p.start_date AS VARCHAR)) AS VARCHAR) AS child_in_need_period_key,
    p.child_key,
    p.la_code,
    p.start_date,
    p.end_date,
    p.is_end_assumed,
    CAST(
        EXTRACT(YEAR FROM p.start_date)
        + CASE WHEN EXTRACT(MONTH FROM p.start_date) >= 4 THEN 1 ELSE 0 END AS INTEGER
    ) AS start_collection_year,
    CAST(
        EXTRACT(YEAR FROM p.end_date)
        + CASE WHEN EXTRACT(MONTH FROM p.end_date) >= 4 THEN 1 ELSE 0 END AS INTEGER
    ) AS end_collection_year,
    p.primary_need_code,
    CAST(COALESCE(n.label, 'Unknown') AS VARCHAR) AS primary_need,
    CAST(CASE WHEN p.end_date IS NOT NULL THEN p.closure_reason_code END AS VARCHAR) AS closure_reason_code,
    CAST(
        CASE WHEN p.end_date IS NULL THEN 'Open' ELSE COALESCE(r.label, 'Unknown') END AS VARCHAR
    ) AS closure_reason,
    CAST(FLOOR((p.start_number - p.birth_number) / 10000) AS INTEGER) AS age_at_start,
    CAST(FLOOR((p.end_number - p.birth_number) / 10000) AS INTEGER) AS age_at_end,
    CAST(p.end_date - p.start_date AS INTEGER) AS days,
    p.number_of_referrals,
    w.child_key IS NOT NULL AS has_child_protection_plan,
    CAST(p.collection_year AS INTEGER) AS return_collection_year,
    p.row_id
FROM dated_periods AS p
LEFT JOIN periods_with_plan AS w ON p.child_key = w.child_key AND p.start_date = w.start_date
LEFT JOIN seed_cin_census_code AS n ON p.primary_need_code = n.code AND n.code_list = 'primary_need'
LEFT JOIN seed_cin_census_code AS r ON p.closure_reason_code = r.code AND r.code_list = 'closure_reason'
