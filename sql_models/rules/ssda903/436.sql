/*---
code: "436"
table: episodes
severity: error
message: >-
  Both placement and legal status are said to have changed (B or U), but one of them is that of the
  previous episode. Correct the reason or what changed.
fields: [RNE]
first_year: null
last_year: null
source: SSDA903 validation rule 436
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
    e.reason_for_new_episode_code IN ('B', 'U')
    AND (NOT e.has_new_legal_status OR NOT e.has_new_placement)
