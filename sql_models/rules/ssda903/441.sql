/*---
code: "441"
table: reviews
severity: error
message: >-
  The review says how a child of 4 or over took part, but by date of birth and date of review the child
  was under 4. Send PN0, or correct either date.
fields: [REVIEW_CODE]
first_year: null
last_year: null
source: SSDA903 validation rule 441
---*/
SELECT
    r.row_id,
    r.la_code,
    r.collection_year,
    r.child_key,
    'REVIEW_CODE' AS field,
    r.participation_code AS value
FROM stg_ssda903__reviews AS r
INNER JOIN seed_ssda903_code AS s ON s.code_list = 'review_participation' AND r.participation_code = s.code
WHERE r.participation_code <> 'PN0' AND r.review_date < r.birth_date + INTERVAL 4 YEAR
