/*---
code: "558"
tables: [episodes, placed_for_adoption]
severity: error
message: >-
  The child was adopted, but the decision to place for adoption is said to have been reversed. Leave the
  date of the reversal blank, or correct the reason why the episode ceased.
fields: [REC, DATE_PLACED_CEASED]
first_year: null
last_year: null
source: SSDA903 validation rule 558
---*/
WITH failing AS (
    SELECT
        e.row_id AS episodes_row_id,
        e.reason_episode_ceased_code AS episodes_value,
        p.row_id AS placed_for_adoption_row_id,
        p.adoption_decision_reversed_date_text AS placed_for_adoption_value,
        e.la_code,
        e.collection_year,
        e.child_key
    FROM stg_ssda903__episodes AS e
    INNER JOIN stg_ssda903__placed_for_adoption AS p
        ON e.la_code = p.la_code AND e.collection_year = p.collection_year AND e.child_key = p.child_key
    WHERE
        e.reason_episode_ceased_code IN ('E11', 'E12')
        AND p.adoption_decision_reversed_date_text IS NOT NULL
        -- After a reversal there may be a new decision.
        AND NOT EXISTS (
            SELECT 1
            FROM stg_ssda903__placed_for_adoption AS s
            WHERE
                s.la_code = p.la_code
                AND s.collection_year = p.collection_year
                AND s.child_key = p.child_key
                AND s.adoption_decision_reversed_date_text IS NULL
        )
)

SELECT DISTINCT
    f.episodes_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'REC' AS field,
    f.episodes_value AS value,
    'episodes' AS table_name
FROM failing AS f
UNION ALL
SELECT DISTINCT
    f.placed_for_adoption_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DATE_PLACED_CEASED' AS field,
    f.placed_for_adoption_value AS value,
    'placed_for_adoption' AS table_name
FROM failing AS f
