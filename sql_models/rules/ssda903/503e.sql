/*---
code: "503E"
table: episodes
severity: error
message: >-
  The provider of the child's first episode differs from that of the episode that was open at the end of
  last year, with which this year begins. Correct it, here or in last year's return.
fields: [PLACE_PROVIDER]
first_year: null
last_year: null
needs_previous_year: required
source: SSDA903 validation rule 503E
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'PLACE_PROVIDER' AS field,
    e.placement_provider_code AS value
FROM int_episodes__open_last_year AS e
WHERE e.placement_provider_code IS DISTINCT FROM e.last_year_placement_provider_code
