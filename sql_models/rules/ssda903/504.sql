/*---
code: "504"
table: episodes
severity: error
message: >-
  The category of need differs from that at the start of the period of care, which it describes. Send
  the same code in all episodes of the period.
fields: [CIN]
first_year: null
last_year: null
source: SSDA903 validation rule 504
---*/
WITH preceded_episodes AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.start_date,
        e.end_date,
        e.row_number,
        e.category_of_need_code,
        LAG(e.end_date) OVER rows_of_child AS previous_end_date,
        LAG(e.reason_episode_ceased_code) OVER rows_of_child AS previous_reason_code
    FROM stg_ssda903__episodes AS e
    WHERE e.start_date IS NOT NULL AND e.child_key IS NOT NULL
    WINDOW
        rows_of_child AS (
            PARTITION BY e.la_code, e.collection_year, e.child_key
            ORDER BY e.start_date, COALESCE(e.end_date, DATE '9999-12-31'), e.row_number
        )
),

periods AS (
    SELECT
        p.*,
        SUM(
            CASE WHEN p.previous_reason_code = 'X1' AND p.previous_end_date = p.start_date THEN 0 ELSE 1 END
        ) OVER (
            PARTITION BY p.la_code, p.collection_year, p.child_key
            ORDER BY p.start_date, COALESCE(p.end_date, DATE '9999-12-31'), p.row_number
        ) AS period_number
    FROM preceded_episodes AS p
),

compared_episodes AS (
    SELECT
        o.*,
        FIRST_VALUE(o.category_of_need_code) OVER (
            PARTITION BY o.la_code, o.collection_year, o.child_key, o.period_number
            ORDER BY o.start_date, COALESCE(o.end_date, DATE '9999-12-31'), o.row_number
        ) AS category_at_start_code
    FROM periods AS o
)

SELECT
    c.row_id,
    c.la_code,
    c.collection_year,
    c.child_key,
    'CIN' AS field,
    c.category_of_need_code AS value
FROM compared_episodes AS c
WHERE c.category_of_need_code <> c.category_at_start_code
