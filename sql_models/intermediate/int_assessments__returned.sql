/*---
description: One row per assessment in a census, of those whose start date can be read, with its case.
grain: [row_id]
columns:
  referral_date: Referral date of the case that the row names, or that another census names for the assessment; NULL when none does.
  assessment_preference: 1 for the row that knows best of the child and start date.
  number_preference: 1 for the row that the assessment number stands for among rows of the case with the same number.
source: >-
  An assessment is named by the child and the day it began. The census of the year in which it is authorised restates one
  that was going on, so the latest knows best; within one census a row with an authorisation date before one without.
  One that begins after the last day of its census is a slip that the rules report.
---*/
SELECT
    a.row_id,
    c.child_key,
    c.received_child_key,
    a.la_code,
    a.collection_year,
    a.cin_details_id,
    a.assessment_id,
    COALESCE(
        d.referral_date, MAX(d.referral_date) OVER (PARTITION BY c.child_key, a.start_date)
    ) AS referral_date,
    a.start_date,
    a.internal_review_date,
    a.authorisation_date,
    CAST(ROW_NUMBER() OVER (
        PARTITION BY c.child_key, a.start_date
        ORDER BY
            a.collection_year DESC,
            COALESCE(a.authorisation_date, DATE '0001-01-01') DESC,
            a.row_id DESC
    ) AS INTEGER) AS assessment_preference,
    CAST(ROW_NUMBER() OVER (
        PARTITION BY c.received_child_key, a.collection_year, a.cin_details_id, a.assessment_id
        ORDER BY a.start_date DESC, a.row_id DESC
    ) AS INTEGER) AS number_preference
FROM stg_cin_census__assessments AS a
INNER JOIN int_children__resolved AS c ON a.child_key = c.received_child_key
LEFT JOIN int_cases__returned AS d
    ON
        a.child_key = d.received_child_key
        AND a.collection_year = d.collection_year
        AND a.cin_details_id = d.cin_details_id
        AND d.number_preference = 1
LEFT JOIN int_census_years__returned AS r
    ON
        a.la_code = r.la_code
        AND a.collection_year = r.collection_year
        AND r.table_name = 'assessments'
WHERE a.start_date IS NOT NULL AND (r.as_at_date IS NULL OR a.start_date <= r.as_at_date)
