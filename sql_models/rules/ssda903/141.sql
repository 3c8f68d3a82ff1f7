/*---
code: "141"
table: episodes
severity: error
message: >-
  The date that the episode began is blank or not a date. Send it as dd/mm/yyyy, with a year of four
  digits.
fields: [DECOM]
first_year: null
last_year: null
source: SSDA903 validation rule 141
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'DECOM' AS field,
    e.start_date_text AS value
FROM stg_ssda903__episodes AS e
WHERE e.start_date IS NULL OR NOT REGEXP_MATCHES(e.start_date_text, '[0-9]{4}')
