/*---
code: "557"
tables: [episodes, placed_for_adoption]
severity: error
message: >-
  The child was to be placed for adoption and left care without being adopted, but when and why the
  decision to place was reversed is blank. Send both, or correct the reason why the episode ceased.
fields: [REC, DATE_PLACED_CEASED]
first_year: null
last_year: null
source: SSDA903 validation rule 557
---*/
WITH failing AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.reason_episode_ceased_code AS value
    FROM stg_ssda903__episodes AS e
    INNER JOIN seed_reason_episode_ceased AS s ON e.reason_episode_ceased_code = s.code
    WHERE
        s.is_end_of_care
        AND e.reason_episode_ceased_code NOT IN ('E11', 'E12')
        AND (e.placement_type_code IN ('A3', 'A4', 'A5', 'A6') OR e.legal_status_code IN ('D1', 'E1'))
        AND NOT EXISTS (
            SELECT 1
            FROM stg_ssda903__placed_for_adoption AS p
            WHERE
                p.la_code = e.la_code AND p.collection_year = e.collection_year AND p.child_key = e.child_key
                AND p.adoption_decision_reversed_date_text IS NOT NULL
                AND p.adoption_reversal_reason_code IS NOT NULL
        )
)

SELECT
    f.row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'REC' AS field,
    f.value,
    'episodes' AS table_name
FROM failing AS f
UNION ALL
SELECT DISTINCT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    'DATE_PLACED_CEASED' AS field,
    p.adoption_decision_reversed_date_text AS value,
    'placed_for_adoption' AS table_name
FROM stg_ssda903__placed_for_adoption AS p
INNER JOIN
    failing AS f
    ON p.la_code = f.la_code AND p.collection_year = f.collection_year AND p.child_key = f.child_key
