/*---
code: "511"
table: ad1
severity: error
message: >-
  There are two adopters, but their sexes are not those of a couple. Send MM, FF or MF, or correct the
  number of adopters.
fields: [SEX_ADOPTR]
first_year: null
last_year: null
source: SSDA903 validation rule 511
---*/
SELECT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    'SEX_ADOPTR' AS field,
    a.adopter_sex_code AS value
FROM stg_ssda903__ad1 AS a
WHERE a.number_of_adopters_code = '2' AND COALESCE(a.adopter_sex_code, '') NOT IN ('MM', 'FF', 'MF')
