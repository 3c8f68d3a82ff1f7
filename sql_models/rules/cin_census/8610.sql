/*---
code: "8610"
table: cin_details
severity: error
message: >-
  The referral led to further action and has no primary need. Send the code of the need, N0 when it is
  not known.
fields: [PrimaryNeedCode]
first_year: null
last_year: null
source: CIN census validation rule 8610
---*/
SELECT
    d.row_id,
    d.la_code,
    d.collection_year,
    d.child_key,
    'PrimaryNeedCode' AS field,
    d.primary_need_code AS value
FROM stg_cin_census__cin_details AS d
WHERE
    NOT d.is_referral_no_further_action
    AND d.primary_need_code IS NULL
