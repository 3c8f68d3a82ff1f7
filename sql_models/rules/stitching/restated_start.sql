/*---
code: "stitching:restated_start"
table: ssda903.episodes
severity: query
message: >-
  An earlier return has the same episode, with the same codes, from another day. Check on which day it began; if
  this return is wrong, mend the date and send the return again.
fields: [DECOM]
first_year: null
last_year: null
source: Continuity of yearly returns; the history follows the later return
---*/
SELECT
    s.row_id,
    s.la_code,
    s.collection_year,
    s.child_key,
    'DECOM' AS field,
    s.start_date_text AS value
FROM stg_ssda903__episodes AS s
WHERE s.row_id IN (
    SELECT o.proving_row_id
    FROM int_episodes__overruled AS o
    WHERE o.repair_code = 'start_restated'
)
