/*---
code: "184"
tables: [placed_for_adoption, header]
severity: error
message: >-
  The decision that the child should be placed for adoption is before the child was born. Correct the
  date of the decision or the date of birth.
fields: [DATE_PLACED, DOB]
first_year: null
last_year: null
source: SSDA903 validation rule 184
---*/
WITH failing AS (
    SELECT
        p.row_id,
        p.la_code,
        p.collection_year,
        p.child_key,
        p.adoption_decision_date_text,
        h.row_id AS header_row_id,
        h.birth_date_text
    FROM stg_ssda903__placed_for_adoption AS p
    INNER JOIN stg_ssda903__header AS h
        ON p.la_code = h.la_code AND p.collection_year = h.collection_year AND p.child_key = h.child_key
    WHERE p.adoption_decision_date < h.birth_date
)

SELECT
    f.row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DATE_PLACED' AS field,
    f.adoption_decision_date_text AS value,
    'placed_for_adoption' AS table_name
FROM failing AS f
UNION ALL
SELECT DISTINCT
    f.header_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DOB' AS field,
    f.birth_date_text AS value,
    'header' AS table_name
FROM failing AS f
