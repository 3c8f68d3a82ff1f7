/*---
code: "375"
table: episodes
severity: error
message: >-
  A temporary stay in hospital (T1) lasted more than 42 days. Six weeks are the most; send a placement
  in hospital (R2) after that, or correct the dates.
fields: [DEC]
first_year: null
last_year: null
source: SSDA903 validation rule 375
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
    e.placement_type_code = 'T1'
    AND DATE_DIFF('day', e.start_date, COALESCE(e.end_date, MAKE_DATE(e.collection_year, 3, 31))) > 42
