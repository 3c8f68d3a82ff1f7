/*---
code: "503C"
table: episodes
severity: error
message: >-
  The category of need of the child's first episode differs from that of the episode that was open at
  the end of last year, with which this year begins. Correct it, here or in last year's return.
fields: [CIN]
first_year: null
last_year: null
needs_previous_year: required
source: SSDA903 validation rule 503C
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'CIN' AS field,
    e.category_of_need_code AS value
FROM int_episodes__open_last_year AS e
WHERE e.category_of_need_code IS DISTINCT FROM e.last_year_category_of_need_code
