/*---
description: One row per section 47 enquiry about a child, as the latest census tells it.
grain: [child_key, start_date]
columns:
  referral_date: Referral date of the case that the row names, or that another census names for the enquiry; NULL when none does.
source: >-
  An enquiry is named by the child and the day it began. The census of the year in which its conference was held restates
  one of the year before, so the latest knows best; within one census a row with a conference before one without. One
  that begins after the last day of its census is a slip that the rules report.
---*/
WITH ranked_enquiries AS (
    SELECT
        c.child_key,
        s.la_code,
        COALESCE(
            d.referral_date, MAX(d.referral_date) OVER (PARTITION BY c.child_key, s.start_date)
        ) AS referral_date,
        s.start_date,
        s.initial_conference_target_date,
        s.initial_conference_date,
        s.is_initial_conference_not_required,
        s.collection_year,
        s.row_id,
        ROW_NUMBER() OVER (
            PARTITION BY c.child_key, s.start_date
            ORDER BY
                s.collection_year DESC,
                COALESCE(s.initial_conference_date, DATE '0001-01-01') DESC,
                s.row_id DESC
        ) AS preference
    FROM stg_cin_census__section_47 AS s
    INNER JOIN int_children__resolved AS c ON s.child_key = c.received_child_key
    LEFT JOIN int_cases__returned AS d
        ON
            s.child_key = d.received_child_key
            AND s.collection_year = d.collection_year
            AND s.cin_details_id = d.cin_details_id
            AND d.number_preference = 1
    LEFT JOIN int_census_years__returned AS r
        ON
            s.la_code = r.la_code
            AND s.collection_year = r.collection_year
            AND r.table_name = 'section_47'
    WHERE s.start_date IS NOT NULL AND (r.as_at_date IS NULL OR s.start_date <= r.as_at_date)
)

SELECT
    e.child_key,
    e.start_date,
    e.la_code,
    CAST(e.referral_date AS DATE) AS referral_date,
    e.initial_conference_target_date,
    e.initial_conference_date,
    e.is_initial_conference_not_required,
    e.collection_year,
    e.row_id
FROM ranked_enquiries AS e
WHERE e.preference = 1
