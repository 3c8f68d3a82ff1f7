/*---
code: "503F"
table: episodes
severity: error
message: >-
  The URN of the child's first episode differs from that of the episode that was open at the end of last
  year, with which this year begins. Correct it, here or in last year's return.
fields: [URN]
first_year: null
last_year: null
needs_previous_year: required
source: SSDA903 validation rule 503F
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'URN' AS field,
    e.placement_urn AS value
FROM int_episodes__open_last_year AS e
WHERE e.placement_urn IS DISTINCT FROM e.last_year_placement_urn
