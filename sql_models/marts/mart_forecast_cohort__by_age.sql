/*---
description: One row per LA, base year, year ahead of it, age and placement group, with the children looked after whom the cohort model expects, those of the base year apart.
grain: [la_code, base_year, years_ahead, is_of_base, age, placement_group]
columns:
  years_ahead: Years after the base year, one to five.
  is_of_base: Whether they were looked after on the 31 March of the base year and every one since.
  age: Age in completed years on the 31 March.
  placement_group: Placement group in which they are expected.
  children: Children expected.
source: >-
  Each year the children of an age and placement group stay, move or leave by the shares of mart_care_flow_rate, become
  a year older, and leave at 18. What follows the start is worked out in five steps, one year after the other.
---*/
-- Sums are of decimals: a sum of doubles depends, in its last digits, on the order in which rows come.
WITH chances AS (
    SELECT
        r.la_code,
        r.base_year,
        b.from_age,
        CASE WHEN b.to_age > 16 THEN 16 ELSE b.to_age END AS to_age,
        r.placement_group_before,
        r.placement_group_after,
        r.share
    FROM mart_care_flow_rate AS r
    INNER JOIN seed_age_band AS b ON r.age_band = b.age_band
    WHERE r.placement_group_after <> 'Left care' AND r.share IS NOT NULL
),

after_0 AS (
    SELECT
        s.la_code,
        s.base_year,
        s.years_ahead,
        s.years_ahead = 0 AS is_of_base,
        s.age,
        s.placement_group,
        s.children
    FROM mart_forecast_cohort__start AS s
),

after_1 AS (
    SELECT
        s.la_code,
        s.base_year,
        s.years_ahead + 1 AS years_ahead,
        s.is_of_base,
        s.age + 1 AS age,
        c.placement_group_after AS placement_group,
        SUM(CAST(s.children * c.share AS DECIMAL(28, 10))) AS children
    FROM after_0 AS s
    INNER JOIN chances AS c
        ON
            s.la_code = c.la_code AND s.base_year = c.base_year
            AND s.placement_group = c.placement_group_before AND s.age BETWEEN c.from_age AND c.to_age
    GROUP BY s.la_code, s.base_year, s.years_ahead, s.is_of_base, s.age, c.placement_group_after
),

after_2 AS (
    SELECT
        s.la_code,
        s.base_year,
        s.years_ahead + 1 AS years_ahead,
        s.is_of_base,
        s.age + 1 AS age,
        c.placement_group_after AS placement_group,
        SUM(CAST(s.children * c.share AS DECIMAL(28, 10))) AS children
    FROM after_1 AS s
    INNER JOIN chances AS c
        ON
            s.la_code = c.la_code AND s.base_year = c.base_year
            AND s.placement_group = c.placement_group_before AND s.age BETWEEN c.from_age AND c.to_age
    GROUP BY s.la_code, s.base_year, s.years_ahead, s.is_of_base, s.age, c.placement_group_after
),

after_3 AS (
    SELECT
        s.la_code,
        s.base_year,
        s.years_ahead + 1 AS years_ahead,
        s.is_of_base,
        s.age + 1 AS age,
        c.placement_group_after AS placement_group,
        SUM(CAST(s.children * c.share AS DECIMAL(28, 10))) AS children
    FROM after_2 AS s
    INNER JOIN chances AS c
        ON
            s.la_code = c.la_code AND s.base_year = c.base_year
            AND s.placement_group = c.placement_group_before AND s.age BETWEEN c.from_age AND c.to_age
    GROUP BY s.la_code, s.base_year, s.years_ahead, s.is_of_base, s.age, c.placement_group_after
),

after_4 AS (
    SELECT
        s.la_code,
        s.base_year,
        s.years_ahead + 1 AS years_ahead,
        s.is_of_base,
        s.age + 1 AS age,
        c.placement_group_after AS placement_group,
        SUM(CAST(s.children * c.share AS DECIMAL(28, 10))) AS children
    FROM after_3 AS s
    INNER JOIN chances AS c
        ON
            s.la_code = c.la_code AND s.base_year = c.base_year
            AND s.placement_group = c.placement_group_before AND s.age BETWEEN c.from_age AND c.to_age
    GROUP BY s.la_code, s.base_year, s.years_ahead, s.is_of_base, s.age, c.placement_group_after
),

after_5 AS (
    SELECT
        s.la_code,
        s.base_year,
        s.years_ahead + 1 AS years_ahead,
        s.is_of_base,
        s.age + 1 AS age,
        c.placement_group_after AS placement_group,
        SUM(CAST(s.children * c.share AS DECIMAL(28, 10))) AS children
    FROM after_4 AS s
    INNER JOIN chances AS c
        ON
            s.la_code = c.la_code AND s.base_year = c.base_year
            AND s.placement_group = c.placement_group_before AND s.age BETWEEN c.from_age AND c.to_age
    GROUP BY s.la_code, s.base_year, s.years_ahead, s.is_of_base, s.age, c.placement_group_after
),

all_years AS (
    SELECT * FROM after_0
    UNION ALL
    SELECT * FROM after_1
    UNION ALL
    SELECT * FROM after_2
    UNION ALL
    SELECT * FROM after_3
    UNION ALL
    SELECT * FROM after_4
    UNION ALL
    SELECT * FROM after_5
)

SELECT
    a.la_code,
    a.base_year,
    CAST(a.years_ahead AS INTEGER) AS years_ahead,
    CAST(a.is_of_base AS BOOLEAN) AS is_of_base,
    CAST(a.age AS INTEGER) AS age,
    CAST(a.placement_group AS VARCHAR) AS placement_group,
    CAST(SUM(CAST(a.children AS DECIMAL(28, 10))) AS DOUBLE) AS children
FROM all_years AS a
WHERE a.years_ahead BETWEEN 1 AND 5
GROUP BY a.la_code, a.base_year, a.years_ahead, a.is_of_base, a.age, a.placement_group
