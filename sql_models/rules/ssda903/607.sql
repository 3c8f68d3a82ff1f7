/*---
code: "607"
tables: [episodes, header]
severity: error
message: >-
  A girl ceased to be looked after in the year, but whether she is a mother is blank. Send 1 or 0.
fields: [REC, MOTHER]
first_year: null
last_year: null
source: SSDA903 validation rule 607
---*/
WITH failing AS (
    SELECT
        e.row_id AS episodes_row_id,
        e.reason_episode_ceased_code AS episodes_value,
        h.row_id AS header_row_id,
        h.mother_code AS header_value,
        e.la_code,
        e.collection_year,
        e.child_key
    FROM stg_ssda903__episodes AS e
    INNER JOIN stg_ssda903__header AS h
        ON e.la_code = h.la_code AND e.collection_year = h.collection_year AND e.child_key = h.child_key
    WHERE
        h.sex_code IN ('2', 'F')
        AND h.mother_code IS NULL
        AND COALESCE(e.legal_status_code, '') NOT IN ('V3', 'V4')
        AND e.reason_episode_ceased_code <> 'X1'
        AND e.end_date >= MAKE_DATE(e.collection_year - 1, 4, 1)
        AND e.end_date <= MAKE_DATE(e.collection_year, 3, 31)
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
    f.header_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'MOTHER' AS field,
    f.header_value AS value,
    'header' AS table_name
FROM failing AS f
