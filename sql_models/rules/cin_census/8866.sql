/*---
code: "8866"
table: cin_details
severity: error
message: >-
  The source of the referral is blank or no code in force in that year. Send a code of the list.
fields: [ReferralSource]
first_year: null
last_year: null
source: >-
  CIN census validation rule 8866. Referrals before 1 April 2013 need none: the element is of that year.
---*/
SELECT
    d.row_id,
    d.la_code,
    d.collection_year,
    d.child_key,
    'ReferralSource' AS field,
    d.referral_source_code_text AS value
FROM stg_cin_census__cin_details AS d
WHERE
    d.referral_date >= DATE '2013-04-01'
    AND NOT EXISTS (
        SELECT 1
        FROM seed_cin_census_code AS e
        WHERE
            e.code_list = 'referral_source'
            AND e.code = d.referral_source_code_text
            AND d.collection_year >= COALESCE(e.first_year, d.collection_year)
            AND d.collection_year <= COALESCE(e.last_year, d.collection_year)
    )
