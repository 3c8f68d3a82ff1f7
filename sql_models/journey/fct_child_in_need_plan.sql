/*---
description: One row per child in need plan of a child; no two of a child overlap.
grain: [child_in_need_plan_key]
columns:
  child_in_need_plan_key: Key of the plan, from the child and the day it began.
  referral_key: Referral of the case that it is part of; NULL when no census names the case.
  start_collection_year: Collection year in which it began.
  end_collection_year: Collection year in which it ended; NULL while it is in force.
  age_at_start: Age in completed years on the day it began, -1 before birth (expected, where it was still to come); NULL when neither date is known.
  age_at_end: Age in completed years on the day it ended; NULL while in force or when the date of birth is not known.
  days: Days from start to end; NULL while in force.
  return_collection_year: Collection year of the census that tells the plan.
source: CIN census, child in need plan dates
---*/
WITH dated_plans AS (
    SELECT
        n.*,
        EXTRACT(YEAR FROM n.start_date) * 10000
        + EXTRACT(MONTH FROM n.start_date) * 100 + EXTRACT(DAY FROM n.start_date) AS start_number,
        EXTRACT(YEAR FROM n.end_date) * 10000
        + EXTRACT(MONTH FROM n.end_date) * 100 + EXTRACT(DAY FROM n.end_date) AS end_number,
        EXTRACT(YEAR FROM COALESCE(c.birth_date, c.expected_birth_date)) * 10000
        + EXTRACT(MONTH FROM COALESCE(c.birth_date, c.expected_birth_date)) * 100
        + EXTRACT(DAY FROM COALESCE(c.birth_date, c.expected_birth_date)) AS birth_number
    FROM int_child_in_need_plans__in_force AS n
    LEFT JOIN dim_child AS c ON n.child_key = c.child_key
)

SELECT
    CAST(MD5(d.child_key || '|' || CAST(d.start_date AS VARCHAR)) AS VARCHAR) AS child_in_need_plan_key,
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
    CAST(FLOOR((d.start_number - d.birth_number) / 10000) AS INTEGER) AS age_at_start,
    CAST(FLOOR((d.end_number - d.birth_number) / 10000) AS INTEGER) AS age_at_end,
    CAST(d.end_date - d.start_date AS INTEGER) AS days,
    CAST(d.collection_year AS INTEGER) AS return_collection_year,
    d.row_id
FROM dated_plans AS d
