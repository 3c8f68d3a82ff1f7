/*---
description: One row per LA and pair of years, with the change in spending on children looked after parted by what drives it.
grain: [la_code, base_year, collection_year]
columns:
  base_year: Collection year from which the change is measured.
  collection_year: Collection year to which it is measured.
  spend_before: Spending of the base year, in pounds.
  spend_after: Spending of the year, in pounds.
  rise: Spending of the year less that of the base year; below nought it fell.
  due_to_children: Part due to more or fewer children looked after than the population alone would bring.
  due_to_population: Part due to more or fewer children in the population, of whom as many as before are looked after.
  due_to_inflation: Part due to prices in general, by the GDP deflator.
  due_to_cost_per_child: Part due to the cost of a child beyond inflation; the four parts sum to the rise.
  of_which_mix: Of this, due to other placements than before, at the costs of the base year brought to the year's prices.
  of_which_same_placements: Of this, the rest; the same placements cost more or less than before.
  due_to_children_pct: Per cent of the rise; NULL without one, as for all shares.
  due_to_population_pct: Per cent of the rise.
  due_to_inflation_pct: Per cent of the rise.
  due_to_cost_per_child_pct: Per cent of the rise.
warnings:
  - Parts of several authorities may be added, shares may not. A share is of the rise, so where spending fell a share above nought drove it down.
source: >-
  CCN 2022, sections 4.2 and 4.3, parts the rise of England's spending from 2014-15 to 2019-20 in 38 per cent children, 36
  cost of a child a week, 18 inflation and 8 population; its method is not published. Decision, and the reading that
  reproduces it: quantity at the cost of the last year, price at the children of the base year. With base 0, last 1,
  children C, population P, cost per child k, prices I: population C0 (P1/P0 - 1) k1; children (C1 - C0 P1/P0) k1; inflation
  C0 k0 (I1/I0 - 1); cost per child C0 (k1 - k0 I1/I0). These sum to C1 k1 - C0 k0. It needs a population that grew by
  2.6 and prices that grew by 7.2 per cent, which CCN does not print. The log-mean Divisia method gives quantity 42 per
  cent, not 46. Placements are compared by days of care and the cost of days paid (mart_spend).
---*/
WITH years AS (
    SELECT
        s.la_code,
        s.la_name,
        s.collection_year,
        s.spend,
        s.care_days,
        s.children_looked_after AS children,
        s.population_0_17 AS population,
        CAST(s.spend AS DOUBLE) / s.children_looked_after AS cost_per_child,
        n.price_index
    FROM mart_spend AS s
    INNER JOIN seed_inflation AS n ON s.collection_year = n.collection_year
    WHERE s.breakdown = 'Total' AND s.spend IS NOT NULL AND s.care_days > 0 AND s.population_0_17 > 0
),

pairs AS (
    SELECT
        b.*,
        y.collection_year AS to_year,
        y.spend AS spend_after,
        y.children AS children_after,
        y.cost_per_child AS cost_per_child_after,
        y.population * 1.0 / b.population AS population_growth,
        y.price_index / b.price_index AS price_growth
    FROM years AS b
    INNER JOIN years AS y ON b.la_code = y.la_code AND b.collection_year < y.collection_year
),

kinds AS (
    SELECT
        s.la_code,
        s.collection_year,
        s.breakdown_value,
        s.care_days * 1.0 / y.care_days AS part_of_days,
        CAST(COALESCE(s.cost, 0) AS DOUBLE) / s.care_days AS cost_per_day
    FROM mart_spend AS s
    INNER JOIN years AS y ON s.la_code = y.la_code AND s.collection_year = y.collection_year
    WHERE s.breakdown = 'Placement group' AND s.care_days > 0
),

mixes AS (
    SELECT
        k.la_code,
        k.collection_year,
        SUM(k.part_of_days * k.cost_per_day) AS cost_per_day
    FROM kinds AS k
    GROUP BY k.la_code, k.collection_year
),

-- The placements of the later year at costs of the base year; one that is new has its own, brought back.
other_mixes AS (
    SELECT
        p.la_code,
        p.collection_year,
        p.to_year,
        SUM(k.part_of_days * COALESCE(b.cost_per_day, k.cost_per_day / p.price_growth)) AS cost_per_day
    FROM pairs AS p
    INNER JOIN kinds AS k ON p.la_code = k.la_code AND p.to_year = k.collection_year
    LEFT JOIN kinds AS b
        ON
            p.la_code = b.la_code
            AND p.collection_year = b.collection_year
            AND k.breakdown_value = b.breakdown_value
    GROUP BY p.la_code, p.collection_year, p.to_year
),

parts AS (
    SELECT
        p.*,
        p.spend_after - p.spend AS rise,
        CAST(
            (p.children_after - p.children * p.population_growth) * p.cost_per_child_after AS DECIMAL(18, 2)
        ) AS due_to_children,
        CAST(
            p.children * (p.population_growth - 1) * p.cost_per_child_after AS DECIMAL(18, 2)
        ) AS due_to_population,
        CAST(CAST(p.spend AS DOUBLE) * (p.price_growth - 1) AS DECIMAL(18, 2)) AS due_to_inflation,
        CAST(
            (o.cost_per_day - m.cost_per_day) * p.care_days * p.price_growth AS DECIMAL(18, 2)
        ) AS due_to_mix
    FROM pairs AS p
    INNER JOIN mixes AS m ON p.la_code = m.la_code AND p.collection_year = m.collection_year
    INNER JOIN other_mixes AS o
        ON p.la_code = o.la_code AND p.collection_year = o.collection_year AND p.to_year = o.to_year
),

summed_parts AS (
    SELECT
        t.*,
        t.rise - t.due_to_children - t.due_to_population - t.due_to_inflation AS due_to_cost_per_child,
        100 / NULLIF(CAST(t.rise AS DOUBLE), 0) AS pct
    FROM parts AS t
)

SELECT
    t.la_code,
    t.la_name,
    CAST(t.collection_year AS INTEGER) AS base_year,
    CAST(t.to_year AS INTEGER) AS collection_year,
    CAST(t.spend AS DECIMAL(18, 2)) AS spend_before,
    CAST(t.spend_after AS DECIMAL(18, 2)) AS spend_after,
    CAST(t.rise AS DECIMAL(18, 2)) AS rise,
    t.due_to_children,
    t.due_to_population,
    t.due_to_inflation,
    CAST(t.due_to_cost_per_child AS DECIMAL(18, 2)) AS due_to_cost_per_child,
    t.due_to_mix AS of_which_mix,
    CAST(t.due_to_cost_per_child - t.due_to_mix AS DECIMAL(18, 2)) AS of_which_same_placements,
    CAST(t.due_to_children * t.pct AS DOUBLE) AS due_to_children_pct,
    CAST(t.due_to_population * t.pct AS DOUBLE) AS due_to_population_pct,
    CAST(t.due_to_inflation * t.pct AS DOUBLE) AS due_to_inflation_pct,
    CAST(t.due_to_cost_per_child * t.pct AS DOUBLE) AS due_to_cost_per_child_pct
FROM summed_parts AS t
