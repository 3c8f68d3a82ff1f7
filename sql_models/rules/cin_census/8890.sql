/*---
code: "8890"
table: section_47
severity: error
message: >-
  Two section 47 enquiries of the same case of the child were in force on the same day. Correct the dates
  so that one ends before the next begins, or take out the one that is a copy.
fields: [S47ActualStartDate]
first_year: null
last_year: null
source: >-
  CIN census validation rule 8890. An enquiry lasts until its conference, without one to 31 March; one
  that needed none has no end that is returned and is passed over.
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
    NOT COALESCE(s.is_initial_conference_not_required, FALSE)
    AND EXISTS (
        SELECT 1
        FROM stg_cin_census__section_47 AS o
        WHERE
            o.la_code = s.la_code
            AND o.collection_year = s.collection_year
            AND o.child_key = s.child_key
            AND o.cin_details_id_text IS NOT DISTINCT FROM s.cin_details_id_text
            AND o.row_id <> s.row_id
            AND o.start_date <= COALESCE(s.initial_conference_date, MAKE_DATE(s.collection_year, 3, 31))
            AND s.start_date <= COALESCE(o.initial_conference_date, MAKE_DATE(o.collection_year, 3, 31))
            AND NOT COALESCE(o.is_initial_conference_not_required, FALSE)
    )
