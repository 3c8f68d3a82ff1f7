/*---
code: "8740"
table: section_47
severity: error
message: >-
  The section 47 enquiry has no initial child protection conference, and began outside the census year.
  Send the date of the conference or that none was needed, or correct the start.
fields: [S47ActualStartDate]
first_year: null
last_year: null
source: CIN census validation rule 8740
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
    s.initial_conference_date_text IS NULL
    AND NOT COALESCE(s.is_initial_conference_not_required, FALSE)
    AND (
        s.start_date < MAKE_DATE(s.collection_year - 1, 4, 1)
        OR s.start_date > MAKE_DATE(s.collection_year, 3, 31)
    )
