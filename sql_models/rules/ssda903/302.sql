/*---
code: "302"
tables: [episodes, header]
severity: error
message: >-
  The child's first episode begins before the child was born. Correct the date on which it began or the
  date of birth.
fields: [DECOM, DOB]
first_year: null
last_year: null
source: SSDA903 validation rule 302
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
            PARTITION BY e.la_code, e.collection_year, e.child_key
            ORDER BY e.start_date, COALESCE(e.end_date, DATE '9999-12-31'), e.row_number
        ) AS episode_number
    FROM stg_ssda903__episodes AS e
    WHERE e.start_date IS NOT NULL AND e.child_key IS NOT NULL
),

failing AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.start_date_text,
        h.row_id AS header_row_id,
        h.birth_date_text
    FROM first_episodes AS e
    INNER JOIN stg_ssda903__header AS h
        ON e.la_code = h.la_code AND e.collection_year = h.collection_year AND e.child_key = h.child_key
    WHERE e.episode_number = 1 AND e.start_date < h.birth_date
)

SELECT
    f.row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DECOM' AS field,
    f.start_date_text AS value,
    'episodes' AS table_name
FROM failing AS f
UNION ALL
SELECT
    f.header_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DOB' AS field,
    f.birth_date_text AS value,
    'header' AS table_name
FROM failing AS f
