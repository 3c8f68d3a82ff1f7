/*---
description: One row per LA, base year, year ahead of it, age and placement group, with the children whom the cohort model follows from then on.
grain: [la_code, base_year, years_ahead, age, placement_group]
columns:
  base_year: Last year whose children and rates the forecast uses.
  years_ahead: 0 for those looked after in the base year, else the years after it at whose end they are newly there.
  age: Age in completed years on that 31 March.
  placement_group: Placement group on that 31 March.
  children: Children counted in the base year, expected after it.
source: >-
  As many come as in a year of the base (mart_care_flow_rate), spread evenly over the ages of a band, times the growth
  of the population aged 0 to 17 as mart_forecast_by_base_year expects it; no growth where the population is not held.
---*/
WITH ages AS (
    SELECT DISTINCT
        f.age,
        b.age_band
    FROM fct_looked_after_at_year_end AS f
    INNER JOIN seed_age_band AS b ON f.age BETWEEN b.from_age AND b.to_age
    WHERE f.age <= 17
),

ages_of_bands AS (
    SELECT
        g.*,
        COUNT(*) OVER (PARTITION BY g.age_band) AS ages
    FROM ages AS g
),

base_years AS (
    SELECT DISTINCT
        r.la_code,
        r.base_year
    FROM mart_care_flow_rate AS r
)

SELECT
    r.la_code,
    r.base_year,
    CAST(h.years_ahead AS INTEGER) AS years_ahead,
    CAST(g.age AS INTEGER) AS age,
    r.placement_group_after AS placement_group,
    CAST(SUM(
        CAST(r.yearly_number / g.ages * COALESCE(p.central / p.base_number, 1.0) AS DECIMAL(28, 10))
    ) AS DOUBLE) AS children
FROM mart_care_flow_rate AS r
INNER JOIN ages_of_bands AS g ON r.age_band = g.age_band
INNER JOIN seed_forecast_horizon AS h ON h.years_ahead <= 5
LEFT JOIN mart_forecast_by_base_year AS p
    ON
        r.la_code = p.la_code
        AND r.base_year = p.base_year
        AND p.collection_year = r.base_year + h.years_ahead
        AND p.basis = 'Returns'
        AND p.measure = 'Children looked after'
        AND p.method = 'Constant rate per head'
WHERE r.placement_group_before = 'Not looked after'
GROUP BY r.la_code, r.base_year, h.years_ahead, g.age, r.placement_group_after
UNION ALL
SELECT
    f.la_code,
    b.base_year,
    CAST(0 AS INTEGER) AS years_ahead,
    CAST(f.age AS INTEGER) AS age,
    f.placement_group,
    CAST(COUNT(*) AS DOUBLE) AS children
FROM fct_looked_after_at_year_end AS f
INNER JOIN base_years AS b ON f.la_code = b.la_code AND f.collection_year = b.base_year
WHERE f.age <= 17
GROUP BY f.la_code, b.base_year, f.age, f.placement_group
