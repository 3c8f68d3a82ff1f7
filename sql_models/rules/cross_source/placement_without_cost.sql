/*---
code: "cross_source:placement_without_cost"
table: ssda903.episodes
severity: query
message: >-
  The child is in a placement of a kind that is paid by the week, and the finance extract of the year has no price for
  any of its days. Add the price to the extract, or correct the placement.
fields: [DECOM]
first_year: null
last_year: null
source: >-
  This project. Kinds of placement that are paid by the week are those of seed_placement_cost_category. Short breaks (V3,
  V4) are left out, for many are paid by the night. Nothing is said of a year of which no finance extract is held.
---*/
WITH placed_rows AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.start_date_text,
        r.child_key AS known_child_key,
        GREATEST(
            e.start_date, CAST(CAST(e.collection_year - 1 AS VARCHAR) || '-04-01' AS DATE)
        ) AS first_date,
        LEAST(
            COALESCE(e.end_date, DATE '9999-12-31'), CAST(s.as_at_date + INTERVAL 1 DAY AS DATE)
        ) AS end_date
    FROM stg_ssda903__episodes AS e
    INNER JOIN int_children__resolved AS r ON e.child_key = r.received_child_key
    INNER JOIN seed_placement_cost_category AS k
        ON
            e.placement_type_code = k.placement_type_code
            AND e.placement_provider_code = k.placement_provider_code
    INNER JOIN stg_intake__submissions AS s
        ON
            e.la_code = s.la_code
            AND e.collection_year = s.collection_year
            AND s.source = 'finance'
            AND s.table_name = 'placement_cost'
    LEFT JOIN seed_legal_status AS l ON e.legal_status_code = l.code
    WHERE NOT COALESCE(l.is_short_break, FALSE)
),

prices AS (
    SELECT
        r.child_key AS known_child_key,
        c.collection_year,
        COALESCE(c.cost_start_date, c.placement_start_date) AS start_date,
        LEAST(
            COALESCE(c.cost_end_date, DATE '9999-12-31'), COALESCE(c.placement_end_date, DATE '9999-12-31')
        ) AS end_date
    FROM stg_finance__placement_cost AS c
    INNER JOIN int_children__resolved AS r ON c.child_key = r.received_child_key
)

SELECT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    'DECOM' AS field,
    p.start_date_text AS value
FROM placed_rows AS p
WHERE
    p.first_date < p.end_date
    AND NOT EXISTS (
        SELECT 1
        FROM prices AS c
        WHERE
            c.known_child_key = p.known_child_key
            AND c.collection_year = p.collection_year
            AND c.start_date < p.end_date
            AND c.end_date > p.first_date
            AND c.end_date > c.start_date
    )
