/*---
code: "8870Q"
table: section_47
severity: query
message: >-
  The target date of the initial child protection conference is a Saturday or Sunday. Correct it or say
  why.
fields: [InitialCPCtarget]
first_year: null
last_year: null
source: >-
  CIN census validation rule 8870Q. 1 January 1900 was a Monday.
---*/
SELECT
    s.row_id,
    s.la_code,
    s.collection_year,
    s.child_key,
    'InitialCPCtarget' AS field,
    s.initial_conference_target_date_text AS value
FROM stg_cin_census__section_47 AS s
WHERE MOD(DATE_DIFF('day', DATE '1900-01-01', s.initial_conference_target_date), 7) >= 5
