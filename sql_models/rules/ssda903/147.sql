/*---
code: "147"
table: episodes
severity: error
message: >-
  The date that the episode ceased is not a date. Send it as dd/mm/yyyy, with a year of four digits, or
  leave it blank where there is none.
fields: [DEC]
first_year: null
last_year: null
source: SSDA903 validation rule 147
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'DEC' AS field,
    e.end_date_text AS value
FROM stg_ssda903__episodes AS e
WHERE
    e.end_date_text IS NOT NULL
    AND (e.end_date IS NULL OR NOT REGEXP_MATCHES(e.end_date_text, '[0-9]{4}'))
