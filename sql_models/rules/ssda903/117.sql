/*---
code: "117"
tables: [placed_for_adoption, episodes]
severity: error
message: >-
  The decision that the child should be placed for adoption, or should no longer be, is after the year
  ended or after the child ceased to be looked after. Correct the date of the decision, or the date on
  which the episode ceased.
fields: [DATE_PLACED, DATE_PLACED_CEASED, DEC]
first_year: null
last_year: null
source: SSDA903 validation rule 117
---*/
WITH decisions AS (
    SELECT
        p.row_id,
        p.la_code,
        p.collection_year,
        p.child_key,
        'DATE_PLACED' AS field,
        p.adoption_decision_date AS decision_date,
        p.adoption_decision_date_text AS value
    FROM stg_ssda903__placed_for_adoption AS p
    UNION ALL
    SELECT
        p.row_id,
        p.la_code,
        p.collection_year,
        p.child_key,
        'DATE_PLACED_CEASED' AS field,
        p.adoption_decision_reversed_date AS decision_date,
        p.adoption_decision_reversed_date_text AS value
    FROM stg_ssda903__placed_for_adoption AS p
),

last_episodes AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.end_date,
        e.end_date_text,
        ROW_NUMBER() OVER (
            PARTITION BY e.la_code, e.collection_year, e.child_key
            ORDER BY e.start_date DESC, e.end_date DESC, e.row_number DESC
        ) AS place_from_last
    FROM stg_ssda903__episodes AS e
    WHERE e.start_date IS NOT NULL AND e.reason_episode_ceased_code <> 'X1'
),

failing AS (
    SELECT
        d.row_id,
        d.la_code,
        d.collection_year,
        d.child_key,
        d.field,
        d.value,
        e.row_id AS episode_row_id,
        e.end_date_text,
        ROW_NUMBER() OVER (PARTITION BY d.row_id ORDER BY d.field) AS number_of_row
    FROM decisions AS d
    LEFT JOIN last_episodes AS e
        ON
            d.la_code = e.la_code
            AND d.collection_year = e.collection_year
            AND d.child_key = e.child_key
            AND e.place_from_last = 1
    WHERE
        d.decision_date > MAKE_DATE(d.collection_year, 3, 31)
        OR (
            d.decision_date > e.end_date
            -- A child who came back is looked after again.
            AND NOT EXISTS (
                SELECT 1
                FROM stg_ssda903__episodes AS n
                WHERE
                    n.la_code = d.la_code
                    AND n.collection_year = d.collection_year
                    AND n.child_key = d.child_key
                    AND n.start_date >= e.end_date
                    AND n.start_date <= d.decision_date
                    AND COALESCE(n.end_date, d.decision_date) >= d.decision_date
            )
        )
)

SELECT
    f.row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    f.field,
    f.value,
    'placed_for_adoption' AS table_name
FROM failing AS f
WHERE f.number_of_row = 1
UNION ALL
SELECT DISTINCT
    f.episode_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DEC' AS field,
    f.end_date_text AS value,
    'episodes' AS table_name
FROM failing AS f
WHERE f.episode_row_id IS NOT NULL
