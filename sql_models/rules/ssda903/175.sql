/*---
code: "175"
table: ad1
severity: error
message: >-
  The number of adopters is not a code in force in that year. Send 1 or 2.
fields: [NB_ADOPTR]
first_year: null
last_year: null
source: SSDA903 validation rule 175
---*/
SELECT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    'NB_ADOPTR' AS field,
    a.number_of_adopters_code AS value
FROM stg_ssda903__ad1 AS a
WHERE
    a.number_of_adopters_code IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM seed_ssda903_code AS s
        WHERE
            s.code_list = 'number_of_adopters'
            AND s.code = a.number_of_adopters_code
            AND a.collection_year >= COALESCE(s.first_year, a.collection_year)
            AND a.collection_year <= COALESCE(s.last_year, a.collection_year)
    )
