/*---
code: "435"
table: episodes
severity: error
message: >-
  Only the placement is said to have changed (P or T), but it is that of the previous episode, or the
  legal status differs. Correct the reason or what changed.
fields: [RNE]
first_year: null
last_year: null
source: SSDA903 validation rule 435
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'RNE' AS field,
    e.reason_for_new_episode_code AS value
FROM int_episodes__in_order AS e
WHERE
    e.reason_for_new_episode_code IN ('P', 'T')
    AND (e.has_new_legal_status OR NOT e.has_new_placement)
