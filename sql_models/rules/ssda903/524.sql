/*---
code: "524"
table: ad1
severity: error
message: >-
  The legal status is that of a married couple of the same sex (L12), but the sexes of the adopters are
  not. Send MM or FF, or correct the legal status.
fields: [SEX_ADOPTR]
first_year: null
last_year: null
source: SSDA903 validation rule 524
---*/
SELECT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    'SEX_ADOPTR' AS field,
    a.adopter_sex_code AS value
FROM stg_ssda903__ad1 AS a
WHERE a.adopter_legal_status_code = 'L12' AND COALESCE(a.adopter_sex_code, '') NOT IN ('MM', 'FF')
