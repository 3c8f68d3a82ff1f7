/*---
description: One row per child protection plan of a child; no two of a child overlap.
grain: [child_protection_plan_key]
columns:
  child_protection_plan_key: Key of the plan, from the child and the day it began.
  referral_key: Referral of the case that it is part of; NULL when no census names the case.
  start_collection_year: Collection year in which it began.
  end_collection_year: Collection year in which it ended; NULL while it is in force.
  initial_category_of_abuse: What the code stands for; Unknown when it is not in the list.
  latest_category_of_abuse: What the code stands for; Unknown when it is not in the list.
  is_second_or_subsequent: Whether the child had a plan before, with any authority; NULL when the count is not known.
  age_at_start: Age in completed years on the day it began, -1 before birth (expected, where it was still to come); NULL when neither date is known.
  age_at_end: Age in completed years on the day it ended; NULL while in force or when the date of birth is not known.
  days: Days from start to end; NULL while in force.
  became_looked_after: >-
    Whether a period of care began during the plan or within 28 days after it, and went on when it had ended; no while
    the plan is in force.
  return_collection_year: Collection year of the census that tells the plan.
source: >-
  CIN census. Decision on becoming looked after: the census has no reason for the end of a plan, which is often put down
  at the first review of the child in care or a little before care begins; so four weeks are allowed, and only where a
  return holds the start of care.
---*/
WITH plans_before_care AS (
    SELECT DISTINCT
        n.child_key,
        n.start_date
    FROM int_child_protection_plans__in_force AS n
    INNER JOIN fct_period_of_care AS p
        ON
            n.child_key = p.child_key
            AND n.start_date <= p.start_date
            AND n.end_date + INTERVAL 28 DAY >= p.start_date
            AND (p.end_date IS NULL OR n.end_date < p.end_date)
    WHERE p.is_start_observed
),

dated_plans AS (
    SELECT
        n.*,
        EXTRACT(YEAR FROM n.start_date) * 10000
        + EXTRACT(MONTH FROM n.start_date) * 100 + EXTRACT(DAY FROM n.start_date) AS start_number,
        EXTRACT(YEAR FROM n.end_date) * 10000
        + EXTRACT(MONTH FROM n.end_date) * 100 + EXTRACT(DAY FROM n.end_date) AS end_number,
        EXTRACT(YEAR FROM COALESCE(c.birth_date, c.expected_birth_date)) * 10000
        + EXTRACT(MONTH FROM COALESCE(c.birth_date, c.expected_birth_date)) * 100
        + EXTRACT(DAY FROM COALESCE(c.birth_date, c.expected_birth_date)) AS birth_number
    FROM int_child_protection_plans__in_force AS n
    LEFT JOIN dim_child AS c ON n.child_key = c.child_key
)

SELECT
    CAST(MD5(d.child_key || '|' || CAST(d.start_date AS VARCHAR)) AS VARCHAR) AS child_protection_plan_key,
    d.child_key,
    d.la_code,
    CAST(MD5(d.child_key || '|' || CAST(d.referral_date AS VARCHAR)) AS VARCHAR) AS referral_key,
    CAST(d.referral_date AS DATE) AS referral_date,
    d.start_date,
    d.end_date,
    d.is_end_assumed,
    CAST(
        EXTRACT(YEAR FROM d.start_date)
        + CASE WHEN EXTRACT(MONTH FROM d.start_date) >= 4 THEN 1 ELSE 0 END AS INTEGER
    ) AS start_collection_year,
    CAST(
        EXTRACT(YEAR FROM d.end_date)
        + CASE WHEN EXTRACT(MONTH FROM d.end_date) >= 4 THEN 1 ELSE 0 END AS INTEGER
    ) AS end_collection_year,
    d.initial_category_of_abuse_code,
    CAST(COALESCE(i.label, 'Unknown') AS VARCHAR) AS initial_category_of_abuse,
    d.latest_category_of_abuse_code,
    CAST(COALESCE(l.label, 'Unknown') AS VARCHAR) AS latest_category_of_abuse,
    d.previous_plan_count,
    CAST(d.previous_plan_count > 0 AS BOOLEAN) AS is_second_or_subsequent,
    CAST(FLOOR((d.start_number - d.birth_number) / 10000) AS INTEGER) AS age_at_start,
    CAST(FLOOR((d.end_number - d.birth_number) / 10000) AS INTEGER) AS age_at_end,
    CAST(d.end_date - d.start_date AS INTEGER) AS days,
    b.child_key IS NOT NULL AS became_looked_after,
    CAST(d.collection_year AS INTEGER) AS return_collection_year,
    d.row_id
FROM dated_plans AS d
LEFT JOIN plans_before_care AS b ON d.child_key = b.child_key AND d.start_date = b.start_date
LEFT JOIN seed_cin_census_code AS i
    ON d.initial_category_of_abuse_code = i.code AND i.code_list = 'category_of_abuse'
LEFT JOIN seed_cin_census_code AS l
    ON d.latest_category_of_abuse_code = l.code AND l.code_list = 'category_of_abuse'
