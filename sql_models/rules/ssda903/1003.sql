/*---
code: "1003"
tables: [episodes, placed_for_adoption]
severity: error
message: >-
  The decision to place the child for adoption is before the child started to be looked after. Correct
  the date of the decision, or of the start of care.
fields: [DECOM, DATE_PLACED]
first_year: null
last_year: null
source: SSDA903 validation rule 1003
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
        e.reason_for_new_episode_code = 'S'
        AND e.start_date > p.adoption_decision_date
        AND e.start_date = (
            SELECT MIN(f.start_date)
            FROM stg_ssda903__episodes AS f
            WHERE
                f.la_code = e.la_code
                AND f.collection_year = e.collection_year
                AND f.child_key = e.child_key
                AND f.reason_for_new_episode_code = 'S'
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
