/*---
code: "stitching:restated_end"
table: ssda903.episodes
severity: query
message: >-
  An earlier return has the same episode as ended, on another day or at all. Check on which day it ceased; if this
  return is wrong, mend the date and send the return again.
fields: [DEC]
first_year: null
last_year: null
source: Continuity of yearly returns; the history follows the later return
---*/
SELECT
    s.row_id,
    s.la_code,
    s.collection_year,
    s.child_key,
    'DEC' AS field,
    s.end_date_text AS value
FROM int_episodes__restated AS r
INNER JOIN stg_ssda903__episodes AS s ON r.proving_row_id = s.row_id
WHERE r.repair_code IN ('end_restated', 'reopened_after_year_end')
