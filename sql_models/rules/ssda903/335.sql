/*---
code: "335"
tables: [ad1, episodes]
severity: error
message: >-
  Whether the foster carer adopted the child and the last placement do not agree: A3 and A5 are with the
  foster carer, A4 and A6 are not. Correct either.
fields: [FOSTER_CARE, PLACE]
first_year: null
last_year: null
source: SSDA903 validation rule 335
---*/
WITH failing AS (
    SELECT
        a.row_id,
        a.la_code,
        a.collection_year,
        a.child_key,
        a.is_adopted_by_foster_carer_text,
        e.row_id AS episode_row_id,
        e.placement_type_code
    FROM stg_ssda903__ad1 AS a
    INNER JOIN int_episodes__in_order AS e
        ON a.la_code = e.la_code AND a.collection_year = e.collection_year AND a.child_key = e.child_key
    WHERE
        e.is_last
        AND (
            (a.is_adopted_by_foster_carer_text = '0' AND e.placement_type_code IN ('A2', 'A3', 'A5'))
            OR (a.is_adopted_by_foster_carer_text = '1' AND e.placement_type_code IN ('A1', 'A4', 'A6'))
        )
)

SELECT DISTINCT
    f.row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'FOSTER_CARE' AS field,
    f.is_adopted_by_foster_carer_text AS value,
    'ad1' AS table_name
FROM failing AS f
UNION ALL
SELECT DISTINCT
    f.episode_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'PLACE' AS field,
    f.placement_type_code AS value,
    'episodes' AS table_name
FROM failing AS f
