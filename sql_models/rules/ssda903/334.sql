/*---
code: "334"
tables: [ad1, episodes]
severity: error
message: >-
  The decision that the child should be placed for adoption is before the child started to be looked
  after for the last time. Correct either date.
fields: [DATE_INT, DECOM]
first_year: null
last_year: null
source: SSDA903 validation rule 334
---*/
WITH starts_of_care AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.start_date,
        e.start_date_text,
        e.placement_type_code,
        ROW_NUMBER() OVER (
            PARTITION BY e.la_code, e.collection_year, e.child_key ORDER BY e.episode_number DESC
        ) AS place_from_last
    FROM int_episodes__in_order AS e
    WHERE e.reason_for_new_episode_code = 'S'
),

failing AS (
    SELECT
        a.row_id,
        a.la_code,
        a.collection_year,
        a.child_key,
        a.adoption_decision_date_text,
        e.row_id AS episode_row_id,
        e.start_date_text
    FROM stg_ssda903__ad1 AS a
    INNER JOIN starts_of_care AS e
        ON a.la_code = e.la_code AND a.collection_year = e.collection_year AND a.child_key = e.child_key
    WHERE e.place_from_last = 1 AND a.adoption_decision_date < e.start_date
)

SELECT DISTINCT
    f.row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DATE_INT' AS field,
    f.adoption_decision_date_text AS value,
    'ad1' AS table_name
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
