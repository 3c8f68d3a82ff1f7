/*---
code: "432"
table: episodes
severity: error
message: >-
  The child ceased to be looked after at the end of the previous episode, but the new one is not said to
  start a period of care. Send S, or correct the reason why the previous episode ceased.
fields: [RNE]
first_year: null
last_year: null
source: SSDA903 validation rule 432
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'RNE' AS field,
    e.reason_for_new_episode_code AS value
FROM int_episodes__in_order AS e
INNER JOIN seed_reason_episode_ceased AS s ON e.previous_reason_episode_ceased_code = s.code
WHERE s.is_end_of_care AND COALESCE(e.reason_for_new_episode_code, '') <> 'S'
