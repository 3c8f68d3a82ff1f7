/*---
code: "9013"
table: pre_proceedings
severity: error
message: >-
  The date of the letter that care proceedings begin is outside the census year, or before the
  application to court. Correct the one date or the other.
fields: [LetterInitCPDate]
first_year: 2027
last_year: null
source: CIN census validation rule 9013
---*/
SELECT
    q.row_id,
    q.la_code,
    q.collection_year,
    q.child_key,
    'LetterInitCPDate' AS field,
    q.care_proceedings_letter_date_text AS value
FROM stg_cin_census__pre_proceedings AS q
WHERE
    q.care_proceedings_letter_date < MAKE_DATE(q.collection_year - 1, 4, 1)
    OR q.care_proceedings_letter_date > MAKE_DATE(q.collection_year, 3, 31)
    OR q.care_proceedings_letter_date < q.court_application_date
