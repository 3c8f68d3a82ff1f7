/*---
description: One row per price of a placement and cost centre, as the latest finance extract tells it, closed so that prices of one placement follow each other.
grain: [child_key, placement_start_date, start_date, cost_centre]
columns:
  child_key: Pseudonymous key of the child.
  start_date: First day of the weekly cost, the first day of the placement where none is told.
  end_date: First day that the price no longer covers; NULL while it goes on.
  is_end_assumed: Whether the end was set here because an extract left it open or overlapping.
  cost_centre: Cost centre that is charged, as in the ledger; empty when not told.
  as_at_date: Last day that the latest finance extract of the LA covers.
source: >-
  The same child, placement and first day are the same price, and the latest extract knows best of all its lines: one
  charged to two cost centres has two, and one moved to another cost centre has the new one alone. A new price of the
  placement ends the price before. One left open that the LA's next extract no longer holds ended with its own, as with
  episodes. A price of which no first day can be read belongs to no day: it is not here, and the rules report it.
---*/
WITH extracts_of_la AS (
    SELECT
        s.la_code,
        s.collection_year,
        MAX(s.as_at_date) AS as_at_date,
        MAX(s.collection_year) OVER (PARTITION BY s.la_code) AS latest_collection_year,
        MAX(MAX(s.as_at_date)) OVER (PARTITION BY s.la_code) AS latest_as_at_date
    FROM stg_intake__submissions AS s
    WHERE s.source = 'finance' AND s.table_name = 'placement_cost'
    GROUP BY s.la_code, s.collection_year
),

dated_prices AS (
    SELECT
        c.child_key AS known_child_key,
        t.*,
        COALESCE(t.cost_centre, '') AS told_cost_centre,
        CASE
            WHEN t.cost_start_date_text IS NULL THEN t.placement_start_date
            ELSE t.cost_start_date
        END AS start_date,
        LEAST(
            COALESCE(t.cost_end_date, t.placement_end_date),
            COALESCE(t.placement_end_date, t.cost_end_date)
        ) AS told_end_date
    FROM stg_finance__placement_cost AS t
    INNER JOIN int_children__resolved AS c ON t.child_key = c.received_child_key
),

ranked_prices AS (
    SELECT
        d.*,
        MAX(d.collection_year) OVER (
            PARTITION BY d.known_child_key, d.placement_start_date, d.start_date
        ) AS last_told_year,
        ROW_NUMBER() OVER (
            PARTITION BY d.known_child_key, d.placement_start_date, d.start_date, d.told_cost_centre
            ORDER BY
                d.collection_year DESC,
                COALESCE(d.told_end_date, DATE '9999-12-31') DESC,
                d.weekly_cost_gbp DESC,
                d.row_id DESC
        ) AS preference
    FROM dated_prices AS d
    WHERE d.placement_start_date IS NOT NULL AND d.start_date IS NOT NULL
),

price_starts AS (
    SELECT
        r.known_child_key,
        r.placement_start_date,
        r.start_date,
        LEAD(r.start_date) OVER (
            PARTITION BY r.known_child_key, r.placement_start_date ORDER BY r.start_date
        ) AS next_start_date
    FROM ranked_prices AS r
    GROUP BY r.known_child_key, r.placement_start_date, r.start_date
),

closed_prices AS (
    SELECT
        r.*,
        x.latest_as_at_date,
        CAST(CASE
            WHEN r.told_end_date < r.start_date THEN r.start_date
            WHEN p.next_start_date < COALESCE(r.told_end_date, DATE '9999-12-31') THEN p.next_start_date
            WHEN r.told_end_date IS NULL AND r.collection_year < x.latest_collection_year
                THEN x.as_at_date + INTERVAL 1 DAY
            ELSE r.told_end_date
        END AS DATE) AS closed_date
    FROM ranked_prices AS r
    INNER JOIN price_starts AS p
        ON
            r.known_child_key = p.known_child_key
            AND r.placement_start_date = p.placement_start_date
            AND r.start_date = p.start_date
    LEFT JOIN extracts_of_la AS x
        ON r.la_code = x.la_code AND r.collection_year = x.collection_year
    WHERE r.preference = 1 AND r.collection_year = r.last_told_year
)

SELECT
    c.known_child_key AS child_key,
    c.la_code,
    c.placement_start_date,
    CAST(c.start_date AS DATE) AS start_date,
    c.closed_date AS end_date,
    CAST(COALESCE(c.closed_date <> c.told_end_date, c.closed_date IS NOT NULL) AS BOOLEAN) AS is_end_assumed,
    CAST(c.told_cost_centre AS VARCHAR) AS cost_centre,
    c.placement_type_code,
    c.provider_type_code,
    c.provider_name,
    c.placement_urn,
    c.purchase_type_code,
    c.weekly_cost_gbp,
    c.weekly_health_share_gbp,
    c.weekly_health_share_gbp_text,
    c.weekly_education_share_gbp,
    c.weekly_education_share_gbp_text,
    CAST(c.latest_as_at_date AS DATE) AS as_at_date,
    c.collection_year,
    c.row_id
FROM closed_prices AS c
