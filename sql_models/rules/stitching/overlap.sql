/*---
code: "stitching:overlap"
table: ssda903.episodes
severity: query
message: >-
  The episode begins, or lies, within one that an earlier return tells of the child. Check on which day it
  began and on which day the earlier one ceased.
fields: [DECOM]
first_year: null
last_year: null
source: Continuity of yearly returns; overlaps within one return are rule 501's
---*/
SELECT
    s.row_id,
    s.la_code,
    s.collection_year,
    s.child_key,
    'DECOM' AS field,
    s.start_date_text AS value
FROM stg_ssda903__episodes AS s
WHERE
    s.row_id IN (
        SELECT e.next_row_id
        FROM int_episodes__in_force AS e
        WHERE e.end_repair_code = 'overlap_cut'
    )
    OR s.row_id IN (
        SELECT o.proving_row_id
        FROM int_episodes__overruled AS o
        WHERE o.repair_code = 'overruled'
    )
