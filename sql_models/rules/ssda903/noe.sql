/*---
code: "NoE"
table: episodes
severity: error
message: >-
  The child started to be looked after before the year, but has no episode at all in last year's return.
  Correct the date on which the episode began, or last year's return.
fields: [DECOM]
first_year: null
last_year: null
needs_previous_year: required
source: SSDA903 validation rule NoE
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
)

SELECT
    f.row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DECOM' AS field,
    f.start_date_text AS value
FROM first_episodes AS f
WHERE
    f.episode_number = 1
    AND f.start_date < MAKE_DATE(f.collection_year - 1, 4, 1)
    AND NOT EXISTS (
        SELECT 1
        FROM stg_ssda903__episodes AS l
        WHERE
            l.la_code = f.la_code AND l.collection_year = f.collection_year - 1 AND l.child_key = f.child_key
    )
