/*---
code: "551"
tables: [episodes, placed_for_adoption]
severity: error
message: >-
  The child was placed for adoption, but the date of the decision to place is blank. Send that date, or
  correct the placement type.
fields: [PLACE, DATE_PLACED]
first_year: null
last_year: null
source: SSDA903 validation rule 551
---*/
WITH failing AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.placement_type_code AS value
    FROM stg_ssda903__episodes AS e
    WHERE
        e.placement_type_code IN ('A3', 'A4', 'A5', 'A6')
        AND NOT EXISTS (
            SELECT 1
            FROM stg_ssda903__placed_for_adoption AS p
            WHERE
                p.la_code = e.la_code
                AND p.collection_year = e.collection_year
                AND p.child_key = e.child_key
                AND p.adoption_decision_date_text IS NOT NULL
        )
)

SELECT
    f.row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'PLACE' AS field,
    f.value,
    'episodes' AS table_name
FROM failing AS f
UNION ALL
SELECT DISTINCT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    'DATE_PLACED' AS field,
    p.adoption_decision_date_text AS value,
    'placed_for_adoption' AS table_name
FROM stg_ssda903__placed_for_adoption AS p
INNER JOIN
    failing AS f
    ON p.la_code = f.la_code AND p.collection_year = f.collection_year AND p.child_key = f.child_key
