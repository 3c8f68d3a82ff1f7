/*---
code: "142"
table: episodes
severity: error
message: >-
  The episode has no date on which it ceased, but a later episode of the same child has begun. Send the
  day on which the later episode began, or what really ended this one.
fields: [DEC]
first_year: null
last_year: null
source: SSDA903 validation rule 142
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'DEC' AS field,
    e.end_date_text AS value
FROM int_episodes__in_order AS e
WHERE e.end_date_text IS NULL AND NOT e.is_last
