/*---
code: "437"
table: episodes
severity: error
message: >-
  The child died (E2) or was found to be 18 or over (E15), but there is a later episode. Correct the
  reason why this one ceased, or take out what follows.
fields: [REC]
first_year: null
last_year: null
source: SSDA903 validation rule 437
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'REC' AS field,
    e.reason_episode_ceased_code AS value
FROM int_episodes__in_order AS e
WHERE e.reason_episode_ceased_code IN ('E2', 'E15') AND NOT e.is_last
