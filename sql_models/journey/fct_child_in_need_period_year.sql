/*---
description: One row per time in need of a child and collection year, with the days in need and of these looked after.
grain: [child_in_need_period_year_key]
columns:
  child_in_need_period_year_key: Key of the year in need, from the key of the time in need and the year.
  start_date: First day of the time in need within the year.
  end_date: First day that it does not cover within the year, that after the 31 March at the latest.
  days: Days in need within the year, while open to the last day that the LA's latest census covers.
  days_looked_after: Of these, days looked after, short breaks (V3, V4) not counted.
  months_supported: Days not looked after as months, of a twelfth of the year's days, so that a whole year is 12.
source: >-
  Cost Calculator for Children's Services, CiN 3 by the month: in case study 3 its months and those of LAC 3 sum to the
  twelve of the year, so time looked after is no month of support in need. Short breaks are for children in need.
---*/
WITH last_days AS (
    SELECT
        r.la_code,
        MAX(r.as_at_date) AS as_at_date
    FROM fct_return AS r
    WHERE r.source = 'cin_census'
    GROUP BY r.la_code
),

covered_periods AS (
    SELECT
        n.*,
        COALESCE(n.end_date, CAST(d.as_at_date + INTERVAL 1 DAY AS DATE)) AS covered_end_date
    FROM fct_child_in_need_period AS n
    LEFT JOIN last_days AS d ON n.la_code = d.la_code
),

years_in_need AS (
    SELECT
        n.child_in_need_period_key,
        n.child_key,
        n.la_code,
        y.collection_year,
        GREATEST(n.start_date, y.start_date) AS start_date,
        LEAST(n.covered_end_date, y.end_date) AS end_date,
        DATE_DIFF('day', y.start_date, y.end_date) AS days_of_year
    FROM covered_periods AS n
    INNER JOIN dim_collection_year AS y
        ON n.start_date < y.end_date AND n.covered_end_date > y.start_date
    WHERE n.start_date < n.covered_end_date
),

days_in_care AS (
    SELECT
        n.child_in_need_period_key,
        n.collection_year,
        SUM(DATE_DIFF(
            'day', GREATEST(n.start_date, p.start_date), LEAST(n.end_date, COALESCE(p.end_date, n.end_date))
        )) AS days
    FROM years_in_need AS n
    INNER JOIN fct_period_of_care AS p
        ON
            n.child_key = p.child_key
            AND n.end_date > p.start_date
            AND n.start_date < COALESCE(p.end_date, n.end_date)
    WHERE NOT p.is_short_break
    GROUP BY n.child_in_need_period_key, n.collection_year
)

SELECT
    CAST(
        MD5(n.child_in_need_period_key || '|' || CAST(n.collection_year AS VARCHAR)) AS VARCHAR
    ) AS child_in_need_period_year_key,
    n.child_in_need_period_key,
    n.child_key,
    n.la_code,
    CAST(n.collection_year AS INTEGER) AS collection_year,
    CAST(n.start_date AS DATE) AS start_date,
    CAST(n.end_date AS DATE) AS end_date,
    CAST(DATE_DIFF('day', n.start_date, n.end_date) AS INTEGER) AS days,
    CAST(COALESCE(c.days, 0) AS INTEGER) AS days_looked_after,
    CAST(
        (DATE_DIFF('day', n.start_date, n.end_date) - COALESCE(c.days, 0))
        * CAST(12 AS DECIMAL(18, 6)) / n.days_of_year AS DECIMAL(18, 6)
    ) AS months_supported
FROM years_in_need AS n
LEFT JOIN days_in_care AS c
    ON n.child_in_need_period_key = c.child_in_need_period_key AND n.collection_year = c.collection_year
