/*---
code: "202"
table: header
severity: error
message: >-
  The sex of the child is not the one that last year's return has. Correct this year's, or tell the
  Department that last year's was wrong.
fields: [SEX]
first_year: null
last_year: null
needs_previous_year: required
source: >-
  SSDA903 validation rule 202. What the codes stand for is compared: 1 to 2023/24 is M after.
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'SEX' AS field,
    h.sex_code AS value
FROM stg_ssda903__header AS h
INNER JOIN stg_ssda903__header AS l
    ON h.la_code = l.la_code AND h.collection_year = l.collection_year + 1 AND h.child_key = l.child_key
LEFT JOIN seed_sex AS s ON h.sex_code = s.code
LEFT JOIN seed_sex AS n ON l.sex_code = n.code
WHERE COALESCE(s.label, h.sex_code, '') <> COALESCE(n.label, l.sex_code, '')
