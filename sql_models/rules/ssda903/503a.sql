/*---
code: "503A"
table: episodes
severity: error
message: >-
  The reason for the new episode of the child's first episode differs from that of the episode that was
  open at the end of last year, with which this year begins. Correct it, here or in last year's return.
fields: [RNE]
first_year: null
last_year: null
needs_previous_year: required
source: SSDA903 validation rule 503A
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'RNE' AS field,
    e.reason_for_new_episode_code AS value
FROM int_episodes__open_last_year AS e
WHERE e.reason_for_new_episode_code IS DISTINCT FROM e.last_year_reason_for_new_episode_code
