/*---
code: "9015Q"
table: pre_proceedings
severity: query
message: >-
  The first meeting of the pre-proceedings was held, and it is not said how many review meetings
  followed. Send the number, 0 when there was none.
fields: [ReviewMeetingsCount]
first_year: 2027
last_year: null
source: CIN census validation rule 9015Q
---*/
SELECT
    q.row_id,
    q.la_code,
    q.collection_year,
    q.child_key,
    'ReviewMeetingsCount' AS field,
    q.review_meeting_count_text AS value
FROM stg_cin_census__pre_proceedings AS q
WHERE
    q.initial_meeting_date_text IS NOT NULL
    AND q.review_meeting_count_text IS NULL
