/*---
code: "SW11bSTG2"
table: social_worker_episodes
severity: error
message: >-
  The last social worker of the child ended before 31 March, and no other followed. Send the next one,
  or correct the date.
fields: [SW_DEC]
first_year: 2024
last_year: null
source: SSDA903 validation rule SW11bSTG2
---*/
WITH ordered_social_workers AS (
    SELECT
        w.row_id,
        w.la_code,
        w.collection_year,
        w.child_key,
        w.start_date,
        w.start_date_text,
        w.end_date,
        w.end_date_text,
        w.social_worker_change_reason_code,
        LEAD(w.row_id) OVER rows_of_child AS next_row_id
    FROM stg_ssda903__social_worker_episodes AS w
    WHERE w.start_date IS NOT NULL AND w.child_key IS NOT NULL
    WINDOW
        rows_of_child AS (
            PARTITION BY w.la_code, w.collection_year, w.child_key
            ORDER BY w.start_date, COALESCE(w.end_date, DATE '9999-12-31'), w.row_number
        )
),

children_who_left AS (
    SELECT
        e.la_code,
        e.collection_year,
        e.child_key
    FROM stg_ssda903__episodes AS e
    GROUP BY e.la_code, e.collection_year, e.child_key
    HAVING
        COUNT(
            CASE WHEN e.end_date_text IS NULL OR e.end_date > MAKE_DATE(e.collection_year, 3, 31) THEN 1 END
        )
        = 0
)

SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    'SW_DEC' AS field,
    o.end_date_text AS value
FROM ordered_social_workers AS o
WHERE o.end_date < MAKE_DATE(o.collection_year, 3, 31) AND o.next_row_id IS NULL
-- One who left care by then needs none.
AND NOT EXISTS (
    SELECT 1
    FROM children_who_left AS l
    WHERE l.la_code = o.la_code AND l.collection_year = o.collection_year AND l.child_key = o.child_key
)
