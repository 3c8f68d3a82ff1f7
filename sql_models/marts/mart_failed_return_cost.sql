/*---
description: One row per LA and year, with the children who went home from care or came back after it, and what that costs in a year.
grain: [la_code, collection_year]
columns:
  collection_year: Collection year in which the children went home, or came back.
  children_returned: Children who went home from care in the year, each once.
  children_reentered: Children who came back into care in the year and whose care before had ended by going home, each once.
  price_year: Year of the prices of both unit costs; the later where an authority's own differ.
  reentry_cost: Children who came back times the cost of a year of one who does, in pounds of the price year.
  support_cost: Children who went home times the cost of a year of support to one, in pounds of the price year.
  reentry_cost_at_year_prices: The cost of those who came back in pounds of the collection year, by the GDP deflator; NULL when its level is not held.
  support_cost_at_year_prices: The cost of support in pounds of the collection year, by the GDP deflator; NULL when its level is not held.
warnings:
  - What support would cost, not what was paid; what a return that fails costs in a year, not what it saves to support it.
  - Only exits in the returns held are known, so the first years hold fewer who came back than there were.
source: >-
  NSPCC, cost of failed returns home as children who come back times £61,614 and cost of support as children who go home
  times £5,627, for England and a year; the year of the prices is not told, taken as 2012-13, whose returns are costed.
  Left open there and decided here. A child counts once a year. Re-entry is of the year in which the child comes back,
  however long ago it went home, for that year bears the cost. Short breaks (V3, V4) are left out on both sides. An
  authority's own unit cost in seed_unit_cost goes before England's. Sum over authorities for England.
---*/
WITH returned_years AS (
    SELECT DISTINCT
        r.la_code,
        r.collection_year
    FROM fct_return AS r
    WHERE r.source = 'ssda903' AND r.table_name = 'episodes'
),

children AS (
    SELECT
        'RETURN_SUPPORT' AS process_code,
        h.la_code,
        h.collection_year,
        COUNT(DISTINCT h.child_key) AS number
    FROM fct_return_home AS h
    WHERE NOT h.is_short_break
    GROUP BY h.la_code, h.collection_year
    UNION ALL
    SELECT
        'REENTRY' AS process_code,
        e.la_code,
        e.collection_year,
        COUNT(DISTINCT e.child_key) AS number
    FROM fct_reentry AS e
    WHERE e.is_after_return_home AND NOT e.is_short_break
    GROUP BY e.la_code, e.collection_year
),

ranked_prices AS (
    SELECT
        y.la_code,
        y.collection_year,
        u.process_code,
        u.price_year,
        u.unit_cost_gbp,
        now_level.price_index / told_level.price_index AS growth,
        ROW_NUMBER() OVER (
            PARTITION BY y.la_code, y.collection_year, u.process_code
            ORDER BY CASE WHEN y.la_code = u.la_code THEN 0 ELSE 1 END ASC, u.price_year DESC
        ) AS preference
    FROM returned_years AS y
    INNER JOIN seed_unit_cost AS u
        ON
            u.process_code IN ('REENTRY', 'RETURN_SUPPORT')
            AND (y.la_code = u.la_code OR u.la_code = 'E92000001')
    LEFT JOIN seed_inflation AS now_level ON y.collection_year = now_level.collection_year
    LEFT JOIN seed_inflation AS told_level ON u.price_year = told_level.collection_year
),

costs AS (
    SELECT
        p.la_code,
        p.collection_year,
        p.process_code,
        p.price_year,
        p.growth,
        COALESCE(c.number, 0) AS number,
        COALESCE(c.number, 0) * p.unit_cost_gbp AS cost
    FROM ranked_prices AS p
    LEFT JOIN children AS c
        ON
            p.la_code = c.la_code
            AND p.collection_year = c.collection_year
            AND p.process_code = c.process_code
    WHERE p.preference = 1
)

SELECT
    c.la_code,
    a.la_name,
    CAST(c.collection_year AS INTEGER) AS collection_year,
    CAST(
        SUM(CASE WHEN c.process_code = 'RETURN_SUPPORT' THEN c.number ELSE 0 END) AS BIGINT
    ) AS children_returned,
    CAST(SUM(CASE WHEN c.process_code = 'REENTRY' THEN c.number ELSE 0 END) AS BIGINT) AS children_reentered,
    CAST(MAX(c.price_year) AS INTEGER) AS price_year,
    CAST(SUM(CASE WHEN c.process_code = 'REENTRY' THEN c.cost END) AS DECIMAL(18, 2)) AS reentry_cost,
    CAST(SUM(CASE WHEN c.process_code = 'RETURN_SUPPORT' THEN c.cost END) AS DECIMAL(18, 2)) AS support_cost,
    CAST(
        SUM(CASE WHEN c.process_code = 'REENTRY' THEN c.cost * c.growth END) AS DECIMAL(18, 2)
    ) AS reentry_cost_at_year_prices,
    CAST(
        SUM(CASE WHEN c.process_code = 'RETURN_SUPPORT' THEN c.cost * c.growth END) AS DECIMAL(18, 2)
    ) AS support_cost_at_year_prices
FROM costs AS c
INNER JOIN dim_local_authority AS a ON c.la_code = a.la_code
GROUP BY c.la_code, a.la_name, c.collection_year
