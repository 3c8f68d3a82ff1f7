/*---
code: "363"
table: episodes
severity: error
message: >-
  A child assessment order (L3) lasted more than the 7 days that the Children Act 1989 allows. Correct
  the dates, or the legal status of a later episode.
fields: [DEC]
first_year: null
last_year: null
source: >-
  SSDA903 validation rule 363. Episodes that follow each other under this status count as one; one that
  is open counts to 31 March.
---*/
SELECT
    s.row_id,
    s.la_code,
    s.collection_year,
    s.child_key,
    'DEC' AS field,
    s.end_date_text AS value
FROM int_episodes__in_limited_status AS s
WHERE s.legal_status_code = 'L3' AND s.days_in_status > 7
