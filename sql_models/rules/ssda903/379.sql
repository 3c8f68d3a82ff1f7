/*---
code: "379"
table: episodes
severity: error
message: >-
  A temporary placement for an unspecified reason (T4) lasted more than 7 days. Seven days are the most;
  correct the placement type or the dates.
fields: [DEC]
first_year: null
last_year: null
source: SSDA903 validation rule 379
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
    e.placement_type_code = 'T4'
    AND DATE_DIFF('day', e.start_date, COALESCE(e.end_date, MAKE_DATE(e.collection_year, 3, 31))) > 7
