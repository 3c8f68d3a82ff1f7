/*---
description: One row per day, from the month of the first bank holiday of the list to that of the last.
grain: [calendar_date]
columns:
  calendar_date: The day.
  collection_year: Collection year of the day, in which the next 31 March (or the same day) falls.
  financial_year: The same year as people write it, 2024/25.
  financial_quarter: Quarter of that year, 1 from April to June and 4 from January to March.
  month_start_date: First day of the month.
  bank_holiday_name: What is kept on the day when it is a bank holiday; NULL otherwise.
  is_working_day: Whether the day is neither of a weekend nor a bank holiday.
  working_day_number: >-
    Working days from the first row to this day, both included.
  clock_start_number: >-
    The working_day_number of the day, or of the next working day when it is none. The working_day_number of a later day
    less this number is the working days between, the later day counted and the first one not.
source: >-
  Deadlines of assessments (45 working days) and initial conferences (15 working days) in Working Together: the day on
  which the clock starts is day 0. Decision: what begins on a weekend or a bank holiday counts as begun on the next working
  day, as the guidance does not say and a day without working hours should use none up. Bank holidays of England.
---*/
WITH first_and_last_days AS (
    SELECT
        CAST(DATE_TRUNC('month', MIN(b.holiday_date)) AS DATE) AS first_date,
        CAST(
            DATE_TRUNC('month', MAX(b.holiday_date)) + INTERVAL 1 MONTH - INTERVAL 1 DAY AS DATE
        ) AS last_date
    FROM seed_bank_holiday AS b
),

days AS (
    SELECT UNNEST(GENERATE_SERIES(f.first_date, f.last_date, INTERVAL 1 DAY)) AS calendar_date
    FROM first_and_last_days AS f
),

named_days AS (
    SELECT
        CAST(d.calendar_date AS DATE) AS calendar_date,
        EXTRACT(YEAR FROM d.calendar_date)
        + CASE WHEN EXTRACT(MONTH FROM d.calendar_date) >= 4 THEN 1 ELSE 0 END AS collection_year,
        b.holiday_name,
        -- 1 January 1900 was a Monday: of the days since, 5 and 6 of seven are the weekend.
        MOD(CAST(d.calendar_date AS DATE) - DATE '1900-01-01', 7) < 5
        AND b.holiday_date IS NULL AS is_working_day
    FROM days AS d
    LEFT JOIN seed_bank_holiday AS b ON CAST(d.calendar_date AS DATE) = b.holiday_date
),

counted_days AS (
    SELECT
        n.*,
        SUM(CASE WHEN n.is_working_day THEN 1 ELSE 0 END) OVER (
            ORDER BY n.calendar_date
        ) AS working_day_number
    FROM named_days AS n
)

SELECT
    n.calendar_date,
    CAST(n.collection_year AS INTEGER) AS collection_year,
    CAST(
        CAST(n.collection_year - 1 AS VARCHAR) || '/'
        || SUBSTR(CAST(n.collection_year AS VARCHAR), 3, 2) AS VARCHAR
    ) AS financial_year,
    CAST(
        FLOOR(MOD(EXTRACT(MONTH FROM n.calendar_date) + 8, 12) / 3) + 1 AS INTEGER
    ) AS financial_quarter,
    CAST(DATE_TRUNC('month', n.calendar_date) AS DATE) AS month_start_date,
    CAST(n.holiday_name AS VARCHAR) AS bank_holiday_name,
    CAST(n.is_working_day AS BOOLEAN) AS is_working_day,
    CAST(n.working_day_number AS INTEGER) AS working_day_number,
    CAST(
        n.working_day_number + CASE WHEN n.is_working_day THEN 0 ELSE 1 END AS INTEGER
    ) AS clock_start_number
FROM counted_days AS n
