/*---
code: "9008"
table: pre_proceedings
severity: error
message: >-
  The first meeting of the pre-proceedings is outside the census year. Correct the date or leave out the
  spell of pre-proceedings.
fields: [InitialPPMeetingDate]
first_year: 2027
last_year: null
source: CIN census validation rule 9008
---*/
SELECT
    q.row_id,
    q.la_code,
    q.collection_year,
    q.child_key,
    'InitialPPMeetingDate' AS field,
    q.initial_meeting_date_text AS value
FROM stg_cin_census__pre_proceedings AS q
WHERE
    q.initial_meeting_date < MAKE_DATE(q.collection_year - 1, 4, 1)
    OR q.initial_meeting_date > MAKE_DATE(q.collection_year, 3, 31)
