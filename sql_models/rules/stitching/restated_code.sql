/*---
code: "stitching:restated_code"
table: episodes
severity: query
message: >-
  An earlier return has the same episode with another code. Check which is right; if this return is wrong, mend the
  code and send the return again.
fields: [RNE, LS, CIN, PLACE, PLACE_PROVIDER]
first_year: null
last_year: null
source: Continuity of yearly returns; the history follows the later return
---*/
SELECT
    s.row_id,
    s.la_code,
    s.collection_year,
    s.child_key,
    r.field,
    r.value_after AS value
FROM int_episodes__restated AS r
INNER JOIN stg_ssda903__episodes AS s ON r.proving_row_id = s.row_id
WHERE r.repair_code = 'code_restated'
