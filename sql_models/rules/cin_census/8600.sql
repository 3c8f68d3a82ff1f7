/*---
code: "8600"
table: cin_details
severity: error
message: >-
  The date of the referral is blank, no date, or after the census year. Send the day of the referral.
fields: [CINreferralDate]
first_year: null
last_year: null
source: CIN census validation rule 8600
---*/
SELECT
    d.row_id,
    d.la_code,
    d.collection_year,
    d.child_key,
    'CINreferralDate' AS field,
    d.referral_date_text AS value
FROM stg_cin_census__cin_details AS d
WHERE COALESCE(d.referral_date > MAKE_DATE(d.collection_year, 3, 31), TRUE)
