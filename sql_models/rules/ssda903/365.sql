/*---
code: "365"
table: episodes
severity: error
message: >-
  A single short break (V3) lasted more than 17 days. Correct its dates or its legal status; a longer
  stay is no short break.
fields: [DEC]
first_year: null
last_year: null
source: SSDA903 validation rule 365
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
    e.legal_status_code = 'V3'
    AND DATE_DIFF('day', e.start_date, COALESCE(e.end_date, MAKE_DATE(e.collection_year, 3, 31))) > 17
