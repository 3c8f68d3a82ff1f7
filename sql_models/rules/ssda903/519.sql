/*---
code: "519"
table: ad1
severity: error
message: >-
  The legal status is that of a couple in a civil partnership (L2), but the sexes of the adopters are
  not those of a couple. Send MM, FF or MF, or correct the legal status.
fields: [SEX_ADOPTR]
first_year: null
last_year: null
source: SSDA903 validation rule 519
---*/
SELECT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    'SEX_ADOPTR' AS field,
    a.adopter_sex_code AS value
FROM stg_ssda903__ad1 AS a
WHERE a.adopter_legal_status_code = 'L2' AND COALESCE(a.adopter_sex_code, '') NOT IN ('MM', 'FF', 'MF')
