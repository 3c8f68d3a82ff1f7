/*---
code: "366"
table: episodes
severity: error
message: >-
  An episode of a single short break (V3) begins for another reason than that the child started to be
  looked after, but the child cannot move during a short break. Send S, or correct the legal status.
fields: [RNE]
first_year: null
last_year: null
source: SSDA903 validation rule 366
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'RNE' AS field,
    e.reason_for_new_episode_code AS value
FROM stg_ssda903__episodes AS e
WHERE e.legal_status_code = 'V3' AND COALESCE(e.reason_for_new_episode_code, '') <> 'S'
