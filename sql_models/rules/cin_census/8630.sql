/*---
code: "8630"
table: cin_details
severity: error
message: >-
  The case was closed before the referral. Correct the one date or the other.
fields: [CINreferralDate]
first_year: null
last_year: null
source: CIN census validation rule 8630
---*/
SELECT
    d.row_id,
    d.la_code,
    d.collection_year,
    d.child_key,
    'CINreferralDate' AS field,
    d.referral_date_text AS value
FROM stg_cin_census__cin_details AS d
WHERE d.closure_date < d.referral_date
