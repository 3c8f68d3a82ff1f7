/*---
description: One row per collection year of which dim_date has every day.
grain: [collection_year]
columns:
  start_date: The 1 April on which the year begins.
  end_date: The 1 April after it, the first day that it does not cover.
  last_date: The 31 March on which it ends.
  working_days: Working days in the year.
---*/
SELECT
    d.collection_year,
    d.financial_year,
    CAST(MIN(d.calendar_date) AS DATE) AS start_date,
    CAST(MAX(d.calendar_date) + INTERVAL 1 DAY AS DATE) AS end_date,
    CAST(MAX(d.calendar_date) AS DATE) AS last_date,
    CAST(SUM(CASE WHEN d.is_working_day THEN 1 ELSE 0 END) AS INTEGER) AS working_days
FROM dim_date AS d
GROUP BY d.collection_year, d.financial_year
HAVING
    EXTRACT(MONTH FROM MIN(d.calendar_date)) = 4 AND EXTRACT(DAY FROM MIN(d.calendar_date)) = 1
    AND EXTRACT(MONTH FROM MAX(d.calendar_date)) = 3 AND EXTRACT(DAY FROM MAX(d.calendar_date)) = 31
