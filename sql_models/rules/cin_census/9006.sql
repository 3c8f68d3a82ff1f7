/*---
code: "9006"
table: pre_proceedings
severity: error
message: >-
  The date of the letter before proceedings is outside the census year, or before or on the day of the
  decision to begin pre-proceedings. Correct the one date or the other.
fields: [LBPSentDate]
first_year: 2027
last_year: null
source: CIN census validation rule 9006
---*/
SELECT
    q.row_id,
    q.la_code,
    q.collection_year,
    q.child_key,
    'LBPSentDate' AS field,
    q.letter_before_proceedings_date_text AS value
FROM stg_cin_census__pre_proceedings AS q
WHERE
    q.letter_before_proceedings_date < MAKE_DATE(q.collection_year - 1, 4, 1)
    OR q.letter_before_proceedings_date > MAKE_DATE(q.collection_year, 3, 31)
    OR q.letter_before_proceedings_date <= q.start_date
