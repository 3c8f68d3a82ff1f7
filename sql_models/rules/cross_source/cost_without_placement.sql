/*---
code: "cross_source:cost_without_placement"
table: finance.placement_cost
severity: query
message: >-
  A placement is paid on days on which the SSDA903 returns hold no placement of the child. Compare child id, first day
  and end with the return; a carer paid too long is worth knowing.
fields: [la_child_id]
first_year: null
last_year: null
source: >-
  This project. The days of a price within the year of its extract are held against the episodes in force. Nothing is
  said of a local authority and year of which no return is held.
---*/
WITH paid_rows AS (
    SELECT
        c.row_id,
        c.la_code,
        c.collection_year,
        c.child_key,
        c.la_child_id,
        r.child_key AS known_child_key,
        GREATEST(
            COALESCE(c.cost_start_date, c.placement_start_date),
            CAST(CAST(c.collection_year - 1 AS VARCHAR) || '-04-01' AS DATE)
        ) AS first_date,
        LEAST(
            COALESCE(c.cost_end_date, DATE '9999-12-31'),
            COALESCE(c.placement_end_date, DATE '9999-12-31'),
            CAST(s.as_at_date + INTERVAL 1 DAY AS DATE)
        ) AS end_date
    FROM stg_finance__placement_cost AS c
    INNER JOIN int_children__resolved AS r ON c.child_key = r.received_child_key
    INNER JOIN stg_intake__submissions AS s
        ON
            c.la_code = s.la_code
            AND c.collection_year = s.collection_year
            AND s.source = 'finance'
            AND s.table_name = 'placement_cost'
    INNER JOIN stg_intake__submissions AS e
        ON
            c.la_code = e.la_code
            AND c.collection_year = e.collection_year
            AND e.source = 'ssda903'
            AND e.table_name = 'episodes'
),

days_placed AS (
    SELECT
        p.row_id,
        SUM(DATE_DIFF(
            'day', GREATEST(p.first_date, e.start_date), LEAST(p.end_date, COALESCE(e.end_date, p.end_date))
        )) AS days
    FROM paid_rows AS p
    INNER JOIN int_episodes__in_force AS e
        ON
            p.known_child_key = e.child_key
            AND p.end_date > e.start_date
            AND p.first_date < COALESCE(e.end_date, p.end_date)
    GROUP BY p.row_id
)

SELECT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    'la_child_id' AS field,
    p.la_child_id AS value
FROM paid_rows AS p
LEFT JOIN days_placed AS d ON p.row_id = d.row_id
WHERE DATE_DIFF('day', p.first_date, p.end_date) > COALESCE(d.days, 0)
