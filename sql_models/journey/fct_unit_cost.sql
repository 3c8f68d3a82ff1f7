/*---
description: One row per price that a local authority has for a process or service, a kind of care and a year of prices.
grain: [unit_cost_key]
columns:
  unit_cost_key: Key of the price, from the local authority, process, kind of care, description, unit and price year.
  process: Name of the process or service; Unknown when the code is not in the list.
  cost_category: Kind of care for which the price holds; All when it holds for all, Unknown when the code is not in the list.
  cost_unit: What is counted; Unknown when the code is not in the list.
  collection_year: Collection year of the extract that tells the price.
source: >-
  Local unit costs after the Cost Calculator for Children's Services. Each extract is in the prices of its own year; an
  earlier price year told again is put right by the later extract. A price that is no number or of no year can cost
  nothing: it is not here, and the rules report it.
---*/
WITH ranked_prices AS (
    SELECT
        t.*,
        ROW_NUMBER() OVER (
            PARTITION BY
                t.la_code,
                t.process_code,
                COALESCE(t.cost_category_code, ''),
                COALESCE(t.description, ''),
                COALESCE(t.cost_unit_code, ''),
                t.price_year
            ORDER BY t.collection_year DESC, t.unit_cost_gbp ASC, t.row_id DESC
        ) AS preference
    FROM stg_finance__unit_cost AS t
    WHERE t.process_code IS NOT NULL AND t.price_year IS NOT NULL AND t.unit_cost_gbp IS NOT NULL
)

SELECT
    CAST(MD5(
        r.la_code || '|' || r.process_code || '|' || COALESCE(r.cost_category_code, '') || '|'
        || COALESCE(r.description, '') || '|' || COALESCE(r.cost_unit_code, '')
        || '|' || CAST(r.price_year AS VARCHAR)
    ) AS VARCHAR) AS unit_cost_key,
    r.la_code,
    r.process_code,
    CAST(COALESCE(p.label, 'Unknown') AS VARCHAR) AS process,
    r.cost_category_code,
    CAST(
        CASE WHEN r.cost_category_code IS NULL THEN 'All' ELSE COALESCE(g.label, 'Unknown') END AS VARCHAR
    ) AS cost_category,
    r.description,
    r.cost_unit_code,
    CAST(COALESCE(u.label, 'Unknown') AS VARCHAR) AS cost_unit,
    r.price_year,
    r.unit_cost_gbp,
    CAST(r.collection_year AS INTEGER) AS collection_year,
    r.row_id
FROM ranked_prices AS r
LEFT JOIN seed_finance_code AS p ON r.process_code = p.code AND p.code_list = 'process'
LEFT JOIN seed_finance_code AS u ON r.cost_unit_code = u.code AND u.code_list = 'cost_unit'
LEFT JOIN seed_cost_category AS g ON r.cost_category_code = g.code
WHERE r.preference = 1
