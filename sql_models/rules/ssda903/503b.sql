/*---
code: "503B"
table: episodes
severity: error
message: >-
  The legal status of the child's first episode differs from that of the episode that was open at the
  end of last year, with which this year begins. Correct it, here or in last year's return.
fields: [LS]
first_year: null
last_year: null
needs_previous_year: required
source: SSDA903 validation rule 503B
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'LS' AS field,
    e.legal_status_code AS value
FROM int_episodes__open_last_year AS e
WHERE e.legal_status_code IS DISTINCT FROM e.last_year_legal_status_code
