/*---
code: "407"
tables: [episodes, header]
severity: error
message: >-
  A special guardianship order ended care (E45 to E48) although the young person was 18 by then. Correct
  the reason, the date on which the episode ceased, or the date of birth.
fields: [DEC, DOB]
first_year: null
last_year: null
source: SSDA903 validation rule 407
---*/
WITH failing AS (
    SELECT
        e.row_id AS episodes_row_id,
        e.end_date_text AS episodes_value,
        h.row_id AS header_row_id,
        h.birth_date_text AS header_value,
        e.la_code,
        e.collection_year,
        e.child_key
    FROM stg_ssda903__episodes AS e
    INNER JOIN stg_ssda903__header AS h
        ON e.la_code = h.la_code AND e.collection_year = h.collection_year AND e.child_key = h.child_key
    WHERE
        e.reason_episode_ceased_code IN ('E45', 'E46', 'E47', 'E48')
        AND e.end_date >= h.birth_date + INTERVAL 18 YEAR
)

SELECT DISTINCT
    f.episodes_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DEC' AS field,
    f.episodes_value AS value,
    'episodes' AS table_name
FROM failing AS f
UNION ALL
SELECT DISTINCT
    f.header_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DOB' AS field,
    f.header_value AS value,
    'header' AS table_name
FROM failing AS f
