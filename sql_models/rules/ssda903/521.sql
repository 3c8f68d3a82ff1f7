/*---
code: "521"
tables: [episodes, ad1]
severity: error
message: >-
  The decision that adoption is best for the child is after the child was placed for adoption. Correct
  the date of the decision, or the placement.
fields: [DECOM, DATE_INT]
first_year: null
last_year: null
source: SSDA903 validation rule 521
---*/
WITH failing AS (
    SELECT
        e.row_id AS episodes_row_id,
        e.start_date_text AS episodes_value,
        a.row_id AS ad1_row_id,
        a.adoption_decision_date_text AS ad1_value,
        e.la_code,
        e.collection_year,
        e.child_key
    FROM stg_ssda903__episodes AS e
    INNER JOIN stg_ssda903__ad1 AS a
        ON e.la_code = a.la_code AND e.collection_year = a.collection_year AND e.child_key = a.child_key
    WHERE e.placement_type_code IN ('A3', 'A4', 'A5', 'A6') AND a.adoption_decision_date > e.start_date
)

SELECT DISTINCT
    f.episodes_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DECOM' AS field,
    f.episodes_value AS value,
    'episodes' AS table_name
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
