/*---
code: "385"
table: episodes
severity: error
message: >-
  The episode ceases after the year ended. Correct the date on which it ceased, or leave it blank while
  the episode is open.
fields: [DEC]
first_year: null
last_year: null
source: SSDA903 validation rule 385
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'DEC' AS field,
    e.end_date_text AS value
FROM stg_ssda903__episodes AS e
WHERE e.end_date > MAKE_DATE(e.collection_year, 3, 31)
