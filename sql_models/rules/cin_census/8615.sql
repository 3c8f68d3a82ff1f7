/*---
code: "8615"
table: section_47
severity: error
message: >-
  The section 47 enquiry has no start, or began after its initial child protection conference. Send the
  day on which it began.
fields: [S47ActualStartDate]
first_year: null
last_year: null
source: CIN census validation rule 8615
---*/
SELECT
    s.row_id,
    s.la_code,
    s.collection_year,
    s.child_key,
    'S47ActualStartDate' AS field,
    s.start_date_text AS value
FROM stg_cin_census__section_47 AS s
WHERE
    s.initial_conference_date IS NOT NULL
    AND COALESCE(s.start_date > s.initial_conference_date, TRUE)
