/*---
code: "356"
table: episodes
severity: error
message: >-
  The episode ceases before it began. Correct either date.
fields: [DEC]
first_year: null
last_year: null
source: SSDA903 validation rule 356
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'DEC' AS field,
    e.end_date_text AS value
FROM stg_ssda903__episodes AS e
WHERE e.end_date < e.start_date
