/*---
description: One row per LA or England, basis, measure, method, base year and year ahead of it, with what came true where it is known.
grain: [la_code, basis, measure, method, base_year, collection_year]
columns:
  base_year: Last year whose count the forecast uses.
  collection_year: Year that is forecast.
  low: Lower end of the interval of 95 per cent; NULL when too few years are held for one.
  central: The forecast.
  high: Upper end of the interval of 95 per cent; NULL when too few years are held for one.
  actual: What the year came to; NULL while it is not known.
  base_number: Count of the base year.
source: >-
  CCN 2021, definitions of its lower and upper forecast; Walsall figure 41. Methods and their years are in
  seed_forecast_method. Decided here: a straight line has the usual interval for a new observation; the other two have
  the spread of yearly growth over the years of the straight line, growing with the root of the years ahead. The
  population of a year not yet estimated is on the straight line through its last ten estimates, raised to end in the
  last. Base years before the latest are for back-testing: compare central with actual.
---*/
-- x is the year counted from the base year; what a method uses of it is in the CASEs.
WITH windows AS (
    SELECT
        b.la_code,
        b.la_name,
        b.basis,
        b.measure,
        m.method,
        m.base_years,
        b.collection_year AS base_year,
        b.number AS base_number,
        b.population AS base_population,
        s.collection_year - b.collection_year AS x,
        CASE WHEN s.collection_year > b.collection_year - m.base_years THEN s.number END AS y,
        s.population AS people,
        s.growth,
        CASE WHEN s.collection_year > b.collection_year - m.base_years + 1 THEN s.growth END AS own_growth
    FROM mart_forecast_series AS b
    CROSS JOIN seed_forecast_method AS m
    INNER JOIN seed_forecast_method AS l ON l.method = 'Linear fit'
    INNER JOIN mart_forecast_series AS s
        ON
            b.la_code = s.la_code
            AND b.basis = s.basis
            AND b.measure = s.measure
            AND b.collection_year >= s.collection_year
            AND s.collection_year > b.collection_year - l.base_years
),

-- Sums of squares about the mean; those of the straight line of the population have a p.
sums AS (
    SELECT
        w.la_code,
        w.la_name,
        w.basis,
        w.measure,
        w.method,
        w.base_year,
        w.base_number,
        w.base_population,
        COUNT(w.y) AS n,
        AVG(CASE WHEN w.y IS NOT NULL THEN w.x END) AS mean_x,
        AVG(w.y) AS mean_y,
        SUM(CASE WHEN w.y IS NOT NULL THEN w.x * w.x END)
        - COUNT(w.y) * POWER(AVG(CASE WHEN w.y IS NOT NULL THEN w.x END), 2) AS sxx,
        SUM(w.x * w.y) - COUNT(w.y) * AVG(CASE WHEN w.y IS NOT NULL THEN w.x END) * AVG(w.y) AS sxy,
        SUM(CAST(w.y AS DOUBLE) * w.y) - COUNT(w.y) * POWER(AVG(w.y), 2) AS syy,
        SUM(CASE WHEN w.people IS NOT NULL THEN w.x * w.x END)
        - COUNT(w.people) * POWER(AVG(CASE WHEN w.people IS NOT NULL THEN w.x END), 2) AS pxx,
        SUM(w.x * w.people)
        - COUNT(w.people) * AVG(CASE WHEN w.people IS NOT NULL THEN w.x END) * AVG(w.people) AS pxy,
        AVG(w.own_growth) AS mean_growth,
        COUNT(w.growth) AS growths,
        STDDEV_SAMP(w.growth) AS spread
    FROM windows AS w
    INNER JOIN seed_forecast_method AS m ON w.method = m.method
    GROUP BY
        w.la_code, w.la_name, w.basis, w.measure, w.method, w.base_year, w.base_number, w.base_population,
        m.least_years
    HAVING COUNT(w.y) >= m.least_years
),

fits AS (
    SELECT
        s.*,
        s.sxy / NULLIF(s.sxx, 0) AS slope,
        s.pxy / NULLIF(s.pxx, 0) AS people_slope,
        (s.syy - s.sxy * s.sxy / NULLIF(s.sxx, 0)) / NULLIF(s.n - 2, 0) AS variance,
        CASE s.method WHEN 'Linear fit' THEN s.n - 2 ELSE s.growths - 1 END AS degrees_of_freedom
    FROM sums AS s
),

forecasts AS (
    SELECT
        f.*,
        h.years_ahead,
        CASE f.method
            WHEN 'Linear fit' THEN f.mean_y + f.slope * (h.years_ahead - f.mean_x)
            WHEN 'Average growth' THEN f.base_number * EXP(f.mean_growth * h.years_ahead)
            ELSE f.base_number * (1.0 + f.people_slope * h.years_ahead / f.base_population)
        END AS central,
        t.t_95 * SQRT(CASE WHEN f.variance < 0.0 THEN 0.0 ELSE f.variance END * (
            1.0 + 1.0 / f.n + POWER(h.years_ahead - f.mean_x, 2) / NULLIF(f.sxx, 0)
        )) AS half_width,
        EXP(t.t_95 * f.spread * SQRT(h.years_ahead)) AS factor
    FROM fits AS f
    CROSS JOIN seed_forecast_horizon AS h
    LEFT JOIN seed_student_t AS t ON f.degrees_of_freedom = t.degrees_of_freedom
),

intervals AS (
    SELECT
        f.*,
        CASE f.method WHEN 'Linear fit' THEN f.central - f.half_width ELSE f.central / f.factor END AS low,
        CASE f.method WHEN 'Linear fit' THEN f.central + f.half_width ELSE f.central * f.factor END AS high
    FROM forecasts AS f
)

SELECT
    f.la_code,
    f.la_name,
    f.basis,
    f.measure,
    CAST(f.method AS VARCHAR) AS method,
    CAST(f.base_year AS INTEGER) AS base_year,
    CAST(f.base_year + f.years_ahead AS INTEGER) AS collection_year,
    CAST(ROUND(CASE WHEN f.low < 0.0 THEN 0.0 ELSE f.low END, 2) AS DOUBLE) AS low,
    CAST(ROUND(CASE WHEN f.central < 0.0 THEN 0.0 ELSE f.central END, 2) AS DOUBLE) AS central,
    CAST(ROUND(f.high, 2) AS DOUBLE) AS high,
    CAST(a.number AS BIGINT) AS actual,
    CAST(f.base_number AS BIGINT) AS base_number
FROM intervals AS f
LEFT JOIN mart_forecast_series AS a
    ON
        f.la_code = a.la_code
        AND f.basis = a.basis
        AND f.measure = a.measure
        AND f.base_year + f.years_ahead = a.collection_year
WHERE f.central IS NOT NULL
