/*---
code: "431"
table: episodes
severity: error
message: >-
  The child is said to start to be looked after (S) on the day on which the previous episode ceased.
  Send what changed as the reason for the new episode, or correct either date.
fields: [RNE]
first_year: null
last_year: null
source: SSDA903 validation rule 431
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'RNE' AS field,
    e.reason_for_new_episode_code AS value
FROM int_episodes__in_order AS e
WHERE e.reason_for_new_episode_code = 'S' AND e.start_date = e.previous_end_date
