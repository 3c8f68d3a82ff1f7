/*---
code: "440"
table: reviews
severity: error
message: >-
  The review says that the child was under 4 (PN0), but by date of birth and date of review the child
  was 4 or over. Correct how the child took part, or either date.
fields: [REVIEW_CODE]
first_year: null
last_year: null
source: SSDA903 validation rule 440
---*/
SELECT
    r.row_id,
    r.la_code,
    r.collection_year,
    r.child_key,
    'REVIEW_CODE' AS field,
    r.participation_code AS value
FROM stg_ssda903__reviews AS r
WHERE r.participation_code = 'PN0' AND r.review_date >= r.birth_date + INTERVAL 4 YEAR
