/*---
description: One row per child protection plan in a census, of those whose start date can be read, with its case.
grain: [row_id]
columns:
  referral_date: Referral date of the case that the row names, or that another census names for the plan; NULL when none does.
  as_at_date: Last day that the census covers.
  latest_collection_year: Latest collection year for which the authority returned its plans.
  plan_preference: 1 for the row that knows best of the child and start date.
  number_preference: 1 for the row that the plan number stands for among rows of the case with the same number.
source: >-
  A plan is named by the child and the day it began. Every census restates the plans in force in its year, and the latest
  knows best. One that begins after the last day of its census is a slip that the rules report.
---*/
SELECT
    p.row_id,
    c.child_key,
    c.received_child_key,
    p.la_code,
    p.collection_year,
    p.cin_details_id,
    p.child_protection_plan_id,
    COALESCE(
        d.referral_date, MAX(d.referral_date) OVER (PARTITION BY c.child_key, p.start_date)
    ) AS referral_date,
    p.start_date,
    p.end_date,
    p.initial_category_of_abuse_code,
    p.latest_category_of_abuse_code,
    p.previous_plan_count,
    r.as_at_date,
    r.latest_collection_year,
    CAST(ROW_NUMBER() OVER (
        PARTITION BY c.child_key, p.start_date
        ORDER BY
            p.collection_year DESC,
            COALESCE(p.end_date, DATE '9999-12-31') DESC,
            p.row_id DESC
    ) AS INTEGER) AS plan_preference,
    CAST(ROW_NUMBER() OVER (
        PARTITION BY c.received_child_key, p.collection_year, p.cin_details_id, p.child_protection_plan_id
        ORDER BY p.start_date DESC, p.row_id DESC
    ) AS INTEGER) AS number_preference
FROM stg_cin_census__child_protection_plans AS p
INNER JOIN int_children__resolved AS c ON p.child_key = c.received_child_key
LEFT JOIN int_cases__returned AS d
    ON
        p.child_key = d.received_child_key
        AND p.collection_year = d.collection_year
        AND p.cin_details_id = d.cin_details_id
        AND d.number_preference = 1
LEFT JOIN int_census_years__returned AS r
    ON
        p.la_code = r.la_code
        AND p.collection_year = r.collection_year
        AND r.table_name = 'child_protection_plans'
WHERE p.start_date IS NOT NULL AND (r.as_at_date IS NULL OR p.start_date <= r.as_at_date)
