/*---
code: "357"
table: episodes
severity: error
message: >-
  The child's first episode of the return begins in the year, and its reason is not that the child
  started to be looked after. Add the episode that went before, or send S as the reason for the new
  episode.
fields: [RNE]
first_year: null
last_year: null
source: SSDA903 validation rule 357
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
    e.is_first
    AND e.start_date >= MAKE_DATE(e.collection_year - 1, 4, 1)
    AND COALESCE(e.reason_for_new_episode_code, '') <> 'S'
