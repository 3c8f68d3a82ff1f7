/*---
code: "113"
table: ad1
severity: error
message: >-
  The date on which child and adopters were matched is not a date. Send it as dd/mm/yyyy, with a year of
  four digits, or leave it blank where there is none.
fields: [DATE_MATCH]
first_year: null
last_year: null
source: SSDA903 validation rule 113
---*/
SELECT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    'DATE_MATCH' AS field,
    a.adoption_match_date_text AS value
FROM stg_ssda903__ad1 AS a
WHERE
    a.adoption_match_date_text IS NOT NULL
    AND (a.adoption_match_date IS NULL OR NOT REGEXP_MATCHES(a.adoption_match_date_text, '[0-9]{4}'))
