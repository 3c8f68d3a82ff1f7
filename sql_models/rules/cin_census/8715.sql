/*---
code: "8715"
table: section_47
severity: error
message: >-
  The initial child protection conference was outside the census year. Correct its date, or leave out an
  enquiry that was over before the year.
fields: [DateOfInitialCPC]
first_year: null
last_year: null
source: CIN census validation rule 8715
---*/
SELECT
    s.row_id,
    s.la_code,
    s.collection_year,
    s.child_key,
    'DateOfInitialCPC' AS field,
    s.initial_conference_date_text AS value
FROM stg_cin_census__section_47 AS s
WHERE
    s.initial_conference_date < MAKE_DATE(s.collection_year - 1, 4, 1)
    OR s.initial_conference_date > MAKE_DATE(s.collection_year, 3, 31)
