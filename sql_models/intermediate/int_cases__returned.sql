/*---
description: One row per case (CIN details) of a child in a census, of those whose referral date can be read.
grain: [row_id]
columns:
  as_at_date: Last day that the census covers.
  latest_collection_year: Latest collection year for which the authority returned its cases.
  number_of_referrals: Cases that the census has of the child with this referral date; more than 1 when several came in that day.
  case_preference: 1 for the row that knows best of the child and referral date.
  number_preference: 1 for the row that the case number stands for among rows of the child with the same number.
source: >-
  A case is named by the child and the referral date. Every census restates the cases open in its year, and the latest
  knows best. Two referrals of one day are one case; of them the one that something followed is told. A referral dated
  after the last day of its census is a slip that the rules report, and begins no case.
---*/
SELECT
    d.row_id,
    c.child_key,
    c.received_child_key,
    d.la_code,
    d.collection_year,
    d.cin_details_id,
    d.referral_date,
    d.referral_source_code,
    d.primary_need_code,
    d.closure_date,
    d.closure_reason_code,
    d.initial_conference_date,
    d.is_referral_no_further_action,
    r.as_at_date,
    r.latest_collection_year,
    CAST(
        COUNT(*) OVER (PARTITION BY c.child_key, d.referral_date, d.collection_year) AS INTEGER
    ) AS number_of_referrals,
    CAST(ROW_NUMBER() OVER (
        PARTITION BY c.child_key, d.referral_date
        ORDER BY
            d.collection_year DESC,
            COALESCE(d.is_referral_no_further_action, FALSE),
            COALESCE(d.closure_date, DATE '9999-12-31') DESC,
            d.row_id DESC
    ) AS INTEGER) AS case_preference,
    CAST(ROW_NUMBER() OVER (
        PARTITION BY c.received_child_key, d.collection_year, d.cin_details_id
        ORDER BY
            COALESCE(d.is_referral_no_further_action, FALSE),
            d.referral_date DESC,
            d.row_id DESC
    ) AS INTEGER) AS number_preference
FROM stg_cin_census__cin_details AS d
INNER JOIN int_children__resolved AS c ON d.child_key = c.received_child_key
LEFT JOIN int_census_years__returned AS r
    ON
        d.la_code = r.la_code
        AND d.collection_year = r.collection_year
        AND r.table_name = 'cin_details'
WHERE d.referral_date IS NOT NULL AND (r.as_at_date IS NULL OR d.referral_date <= r.as_at_date)
