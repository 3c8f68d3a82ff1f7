/*---
code: "517"
table: ad1
severity: error
message: >-
  The legal status is that of an unmarried couple of different sex (L3), but the sexes of the adopters
  are not. Send MF, or correct the legal status.
fields: [SEX_ADOPTR]
first_year: null
last_year: null
source: SSDA903 validation rule 517
---*/
SELECT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    'SEX_ADOPTR' AS field,
    a.adopter_sex_code AS value
FROM stg_ssda903__ad1 AS a
WHERE a.adopter_legal_status_code = 'L3' AND COALESCE(a.adopter_sex_code, '') <> 'MF'
