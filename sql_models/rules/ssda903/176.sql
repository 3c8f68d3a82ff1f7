/*---
code: "176"
table: ad1
severity: error
message: >-
  The sex of the adopters is not a code in force in that year. Send M1, F1, MM, FF or MF.
fields: [SEX_ADOPTR]
first_year: null
last_year: null
source: SSDA903 validation rule 176
---*/
SELECT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    'SEX_ADOPTR' AS field,
    a.adopter_sex_code_text AS value
FROM stg_ssda903__ad1 AS a
WHERE
    a.adopter_sex_code_text IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM seed_ssda903_code AS s
        WHERE
            s.code_list = 'adopter_sex'
            AND s.code = a.adopter_sex_code_text
            AND a.collection_year >= COALESCE(s.first_year, a.collection_year)
            AND a.collection_year <= COALESCE(s.last_year, a.collection_year)
    )
