/*---
code: "118"
tables: [placed_for_adoption, episodes]
severity: error
message: >-
  The decision that the child should no longer be placed for adoption is before the year began, or
  before the child started to be looked after. Correct the date of the decision, or the date on which
  the first episode began.
fields: [DATE_PLACED_CEASED, DECOM]
first_year: null
last_year: null
source: SSDA903 validation rule 118
---*/
WITH first_episodes AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.start_date,
        e.start_date_text,
        ROW_NUMBER() OVER (
            PARTITION BY e.la_code, e.collection_year, e.child_key ORDER BY e.episode_number
        ) AS episode_number
    FROM int_episodes__in_order AS e
    WHERE COALESCE(e.legal_status_code, '') NOT IN ('V3', 'V4')
),

failing AS (
    SELECT
        p.row_id,
        p.la_code,
        p.collection_year,
        p.child_key,
        p.adoption_decision_reversed_date_text,
        e.row_id AS episode_row_id,
        e.start_date_text
    FROM stg_ssda903__placed_for_adoption AS p
    LEFT JOIN first_episodes AS e
        ON
            p.la_code = e.la_code
            AND p.collection_year = e.collection_year
            AND p.child_key = e.child_key
            AND e.episode_number = 1
    WHERE
        p.adoption_decision_reversed_date < MAKE_DATE(p.collection_year - 1, 4, 1)
        OR p.adoption_decision_reversed_date < e.start_date
)

SELECT
    f.row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DATE_PLACED_CEASED' AS field,
    f.adoption_decision_reversed_date_text AS value,
    'placed_for_adoption' AS table_name
FROM failing AS f
UNION ALL
SELECT DISTINCT
    f.episode_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DECOM' AS field,
    f.start_date_text AS value,
    'episodes' AS table_name
FROM failing AS f
WHERE f.episode_row_id IS NOT NULL
