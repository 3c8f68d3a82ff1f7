/*---
code: "stitching:closed_late"
table: ssda903.episodes
severity: query
message: >-
  An earlier return left the episode open at its last day, and this one ends it on or before that day. Check on which
  day it ceased: the child was counted as looked after at that year's end.
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
WHERE r.repair_code = 'ended_late'
