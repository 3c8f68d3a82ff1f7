/*---
code: "523"
tables: [placed_for_adoption, ad1]
severity: error
message: >-
  The decision to place the child for adoption is dated otherwise than the decision that adoption is
  best for the child, which is the same. Correct either date.
fields: [DATE_PLACED, DATE_INT]
first_year: null
last_year: null
source: SSDA903 validation rule 523
---*/
WITH failing AS (
    SELECT
        p.row_id AS placed_for_adoption_row_id,
        p.adoption_decision_date_text AS placed_for_adoption_value,
        a.row_id AS ad1_row_id,
        a.adoption_decision_date_text AS ad1_value,
        p.la_code,
        p.collection_year,
        p.child_key
    FROM stg_ssda903__placed_for_adoption AS p
    INNER JOIN stg_ssda903__ad1 AS a
        ON p.la_code = a.la_code AND p.collection_year = a.collection_year AND p.child_key = a.child_key
    WHERE p.adoption_decision_date <> a.adoption_decision_date
    -- An earlier decision may have been reversed.
    AND NOT EXISTS (
        SELECT 1
        FROM stg_ssda903__placed_for_adoption AS o
        WHERE
            o.la_code = p.la_code AND o.collection_year = p.collection_year AND o.child_key = p.child_key
            AND o.adoption_decision_date = a.adoption_decision_date
    )
)

SELECT DISTINCT
    f.placed_for_adoption_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DATE_PLACED' AS field,
    f.placed_for_adoption_value AS value,
    'placed_for_adoption' AS table_name
FROM failing AS f
UNION ALL
SELECT DISTINCT
    f.ad1_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DATE_INT' AS field,
    f.ad1_value AS value,
    'ad1' AS table_name
FROM failing AS f
