/*---
code: "434"
table: episodes
severity: error
message: >-
  Only the legal status is said to have changed (L), but it is that of the previous episode, or the
  placement differs. Correct the reason or what changed.
fields: [RNE]
first_year: null
last_year: null
source: SSDA903 validation rule 434
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'RNE' AS field,
    e.reason_for_new_episode_code AS value
FROM int_episodes__in_order AS e
WHERE e.reason_for_new_episode_code = 'L' AND (e.has_new_placement OR NOT e.has_new_legal_status)
