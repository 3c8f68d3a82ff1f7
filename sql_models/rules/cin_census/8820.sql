/*---
code: "8820"
table: cin_details
severity: error
message: >-
  Two cases of the child were in force on the same day. Correct the dates so that one ends before the
  next begins, or take out the one that is a copy.
fields: [CINreferralDate]
first_year: null
last_year: null
source: >-
  CIN census validation rule 8820. A case that is open counts to 31 March, a referral with no further
  action to its own day.
---*/
SELECT
    d.row_id,
    d.la_code,
    d.collection_year,
    d.child_key,
    'CINreferralDate' AS field,
    d.referral_date_text AS value
FROM stg_cin_census__cin_details AS d
WHERE
    EXISTS (
        SELECT 1
        FROM stg_cin_census__cin_details AS o
        WHERE
            o.la_code = d.la_code
            AND o.collection_year = d.collection_year
            AND o.child_key = d.child_key
            AND o.row_id <> d.row_id
            AND o.referral_date <= COALESCE(
                d.closure_date,
                CASE WHEN d.is_referral_no_further_action THEN d.referral_date END,
                MAKE_DATE(d.collection_year, 3, 31)
            )
            AND d.referral_date <= COALESCE(
                o.closure_date,
                CASE WHEN o.is_referral_no_further_action THEN o.referral_date END,
                MAKE_DATE(o.collection_year, 3, 31)
            )
    )
