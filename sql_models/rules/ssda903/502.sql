/*---
code: "502"
table: episodes
severity: error
message: >-
  The date of the beginning of the child's first episode differs from that of the episode that was open
  at the end of last year, with which this year begins. Correct it, here or in last year's return.
fields: [DECOM]
first_year: null
last_year: null
needs_previous_year: required
source: SSDA903 validation rule 502
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'DECOM' AS field,
    e.start_date_text AS value
FROM int_episodes__open_last_year AS e
WHERE e.start_date <> e.last_year_start_date
