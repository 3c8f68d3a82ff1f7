/*---
code: "8816"
table: cin_details
severity: error
message: >-
  The case is open, and a later one of the child followed it. Close the earlier case.
fields: [CINreferralDate]
first_year: null
last_year: null
source: CIN census validation rule 8816
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
    d.closure_date_text IS NULL
    AND NOT COALESCE(d.is_referral_no_further_action, FALSE)
    AND EXISTS (
        SELECT 1
        FROM stg_cin_census__cin_details AS o
        WHERE
            o.la_code = d.la_code
            AND o.collection_year = d.collection_year
            AND o.child_key = d.child_key
            AND o.referral_date > d.referral_date
    )
