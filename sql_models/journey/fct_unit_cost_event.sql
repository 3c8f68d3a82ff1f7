/*---
description: One row per event, or year of months, of a child that stands for a social work process, with the LA's own unit cost.
grain: [unit_cost_event_key]
columns:
  unit_cost_event_key: Key of the event as one of the process.
  process: Name of the process.
  period_of_care_key: Period of care that the event is of; NULL for processes of children in need.
  placement_key: Placement that the event is of; NULL for processes of children in need.
  cost_category_code: Kind of care of the counted placement; NULL when there is none that is paid by the week.
  age_at_event: Age in completed years on the day, -1 before birth; NULL when the date of birth is not known.
  unit_cost_key: Price that is taken; NULL when the LA has none of that year or an earlier one.
  unit_cost_description: What else that price depends on, which no return tells; NULL when on nothing.
  has_other_prices: Whether the LA has dearer prices of that year for the same kind of care, by what no return tells.
  unit_cost_gbp: Cost of one unit in pounds of the price year.
  cost_gbp: Quantity times unit cost; NULL without a price.
source: >-
  Cost Calculator for Children's Services, cost of a child as quantity times unit cost, summed. The price is the LA's own
  of the event's year, else of the latest year before, not brought to later prices; for the kind of care, else for all
  kinds. Where it has several, by a level of need that no return tells, the lowest is taken, which is that of ordinary
  need. A process priced for other kinds of care alone has no price. A month of LAC 3 has the cost of the placement in
  it: never add it to fct_placement_cost.
---*/
WITH placement_categories AS (
    SELECT
        s.placement_key,
        k.cost_category_code
    FROM fct_placement AS s
    INNER JOIN fct_placement AS m
        ON COALESCE(s.counted_placement_key, s.placement_key) = m.placement_key
    INNER JOIN seed_placement_cost_category AS k
        ON
            m.placement_type_code = k.placement_type_code
            AND m.placement_provider_code = k.placement_provider_code
),

process_events AS (
    SELECT
        e.*,
        c.cost_category_code
    FROM fct_care_process_event AS e
    LEFT JOIN placement_categories AS c ON e.placement_key = c.placement_key
    UNION ALL
    SELECT
        e.*,
        CAST(NULL AS VARCHAR) AS placement_key,
        CAST(NULL AS VARCHAR) AS period_of_care_key,
        CAST(NULL AS VARCHAR) AS cost_category_code
    FROM fct_need_process_event AS e
),

priced_kinds AS (
    SELECT DISTINCT
        e.la_code,
        e.process_code,
        e.cost_unit_code,
        e.collection_year,
        COALESCE(e.cost_category_code, '') AS cost_category_code
    FROM process_events AS e
),

ranked_prices AS (
    SELECT
        k.*,
        u.unit_cost_key,
        u.price_year,
        u.description,
        u.unit_cost_gbp,
        ROW_NUMBER() OVER (
            PARTITION BY k.la_code, k.process_code, k.cost_unit_code, k.collection_year, k.cost_category_code
            ORDER BY
                u.price_year DESC,
                CASE WHEN u.cost_category_code IS NULL THEN 1 ELSE 0 END ASC,
                u.unit_cost_gbp ASC,
                u.unit_cost_key ASC
        ) AS preference,
        COUNT(*) OVER (
            PARTITION BY
                k.la_code,
                k.process_code,
                k.cost_unit_code,
                k.collection_year,
                k.cost_category_code,
                u.price_year,
                COALESCE(u.cost_category_code, '')
        ) AS number_of_prices
    FROM priced_kinds AS k
    INNER JOIN fct_unit_cost AS u
        ON
            k.la_code = u.la_code
            AND k.process_code = u.process_code
            AND k.cost_unit_code = u.cost_unit_code
            AND k.cost_category_code = COALESCE(u.cost_category_code, k.cost_category_code)
            AND k.collection_year >= u.price_year
),

dated_events AS (
    SELECT
        e.*,
        EXTRACT(YEAR FROM e.event_date) * 10000
        + EXTRACT(MONTH FROM e.event_date) * 100 + EXTRACT(DAY FROM e.event_date) AS event_number,
        EXTRACT(YEAR FROM c.birth_date) * 10000
        + EXTRACT(MONTH FROM c.birth_date) * 100 + EXTRACT(DAY FROM c.birth_date) AS birth_number
    FROM process_events AS e
    LEFT JOIN dim_child AS c ON e.child_key = c.child_key
)

SELECT
    CAST(e.process_event_key AS VARCHAR) AS unit_cost_event_key,
    e.child_key,
    e.la_code,
    e.process_code,
    CAST(COALESCE(f.label, 'Unknown') AS VARCHAR) AS process,
    e.counted_event,
    e.source_fact,
    e.source_key,
    e.period_of_care_key,
    e.placement_key,
    e.event_date,
    e.collection_year,
    CAST(FLOOR((e.event_number - e.birth_number) / 10000) AS INTEGER) AS age_at_event,
    e.quantity,
    e.cost_unit_code,
    CAST(e.cost_category_code AS VARCHAR) AS cost_category_code,
    p.unit_cost_key,
    p.price_year,
    CAST(p.description AS VARCHAR) AS unit_cost_description,
    CAST(COALESCE(p.number_of_prices > 1, FALSE) AS BOOLEAN) AS has_other_prices,
    p.unit_cost_gbp,
    CAST(e.quantity * p.unit_cost_gbp AS DECIMAL(18, 4)) AS cost_gbp
FROM dated_events AS e
LEFT JOIN seed_finance_code AS f ON e.process_code = f.code AND f.code_list = 'process'
LEFT JOIN ranked_prices AS p
    ON
        e.la_code = p.la_code
        AND e.process_code = p.process_code
        AND e.cost_unit_code = p.cost_unit_code
        AND e.collection_year = p.collection_year
        AND COALESCE(e.cost_category_code, '') = p.cost_category_code
        AND p.preference = 1
