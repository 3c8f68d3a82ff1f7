/*---
code: "8875"
table: section_47
severity: error
message: >-
  The initial child protection conference was on a Saturday or Sunday. Correct its date.
fields: [DateOfInitialCPC]
first_year: null
last_year: null
source: >-
  CIN census validation rule 8875. 1 January 1900 was a Monday.
---*/
SELECT
    s.row_id,
    s.la_code,
    s.collection_year,
    s.child_key,
    'DateOfInitialCPC' AS field,
    s.initial_conference_date_text AS value
FROM stg_cin_census__section_47 AS s
WHERE MOD(DATE_DIFF('day', DATE '1900-01-01', s.initial_conference_date), 7) >= 5
