/*---
code: "552"
tables: [episodes, placed_for_adoption]
severity: error
message: >-
  The child was placed for adoption before the decision to place. Correct the date of the decision, or
  the placement.
fields: [DECOM, DATE_PLACED]
first_year: null
last_year: null
source: SSDA903 validation rule 552
---*/
WITH failing AS (
    SELECT
        e.row_id AS episodes_row_id,
        e.start_date_text AS episodes_value,
        p.row_id AS placed_for_adoption_row_id,
        p.adoption_decision_date_text AS placed_for_adoption_value,
        e.la_code,
        e.collection_year,
        e.child_key
    FROM stg_ssda903__episodes AS e
    INNER JOIN stg_ssda903__placed_for_adoption AS p
        ON e.la_code = p.la_code AND e.collection_year = p.collection_year AND e.child_key = p.child_key
    WHERE
        e.placement_type_code IN ('A3', 'A4', 'A5', 'A6')
        AND p.adoption_decision_date > e.start_date
        AND NOT EXISTS (
            SELECT 1
            FROM stg_ssda903__placed_for_adoption AS o
            WHERE
                o.la_code = p.la_code
                AND o.collection_year = p.collection_year
                AND o.child_key = p.child_key
                AND o.adoption_decision_date <= e.start_date
        )
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
    f.placed_for_adoption_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DATE_PLACED' AS field,
    f.placed_for_adoption_value AS value,
    'placed_for_adoption' AS table_name
FROM failing AS f
