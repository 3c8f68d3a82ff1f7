/*---
code: "503C"
table: episodes
severity: error
message: >-
  The category of need of the child's first episode differs from that of the episode that was open at
  the end of last year, with which this year begins. Correct it, here or in last year's return.
fields: [CIN]
first_year: null
last_year: null
needs_previous_year: required
source: SSDA903 validation rule 503C
---*/
WITH first_episodes AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.start_date,
        e.start_date_text,
        e.category_of_need_code,
        ROW_NUMBER() OVER (
            PARTITION BY e.la_code, e.collection_year, e.child_key
            ORDER BY e.start_date, COALESCE(e.end_date, DATE '9999-12-31'), e.row_number
        ) AS episode_number
    FROM stg_ssda903__episodes AS e
    WHERE e.start_date IS NOT NULL AND e.child_key IS NOT NULL
),

last_open_episodes AS (
    SELECT
        l.la_code,
        l.collection_year,
        l.child_key,
        l.end_date_text,
        l.category_of_need_code,
        ROW_NUMBER() OVER (
            PARTITION BY l.la_code, l.collection_year, l.child_key
            ORDER BY l.start_date DESC, COALESCE(l.end_date, DATE '9999-12-31') DESC, l.row_number DESC
        ) AS number_from_last
    FROM stg_ssda903__episodes AS l
    WHERE l.start_date IS NOT NULL AND l.child_key IS NOT NULL
)

SELECT
    f.row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'CIN' AS field,
    f.category_of_need_code AS value
FROM first_episodes AS f
INNER JOIN
    last_open_episodes AS l
    ON f.la_code = l.la_code AND l.collection_year = f.collection_year - 1 AND f.child_key = l.child_key
WHERE
    f.episode_number = 1
    AND l.number_from_last = 1
    AND l.end_date_text IS NULL
    AND COALESCE(f.category_of_need_code, '') <> COALESCE(l.category_of_need_code, '')
