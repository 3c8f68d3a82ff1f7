/*---
description: One row per LA, year, kind of child and process of social work, with what was done and what it cost.
grain: [la_code, collection_year, age, age_at_exit, sex, category_of_need, final_legal_status_group, exit_reason_group, years_looked_after, duration_band, returned_home, process_code]
columns:
  collection_year: Collection year of the event or of the months, the year in which the 31 March falls.
  age: Age in completed years on the day of the event or the first of the months, -1 before birth; NULL when the date of birth is not known.
  age_band: Age band on that day; Unknown before birth or when the date of birth is not known.
  age_at_exit: Age in completed years when the period of care ended; NULL while it is open, for processes of children in need, and when the date of birth is not known.
  category_of_need: Category of need when care began, for processes of children in need that of the case; Unknown when there is none.
  final_legal_status_group: Legal status group of the last episode of the period of care; Not looked after for processes of children in need.
  exit_reason_group: Why the period of care ended, Still looked after while open; Not looked after likewise.
  years_looked_after: Completed years of the whole period of care, while open so far; NULL for processes of children in need.
  duration_band: Band of the time of the whole period of care, while open so far; Not looked after likewise.
  returned_home: Whether the period of care ended by going home; no likewise.
  process_group: Looked after, Child in need or Other support.
  process_code: Code of the process, LAC1 to LAC6 or CIN1 to CIN8.
  events: Events of the process; 0 for one that is counted by the month.
  months: Months of the process, a whole year is 12; 0 for one that is counted by the event.
  cost: Cost of those that have a price, in pounds of the price year that applies to the year.
  events_without_price: Events for which the LA has no price of the year or an earlier one.
  months_without_price: Months likewise.
warnings:
  - A month of LAC 3 has the cost of the placement in it; never add this to the cost of mart_finance_month.
  - Other support has no rows; prices of it are held (fct_unit_cost), but no return tells how much of it was given.
source: >-
  Cost Calculator for Children's Services over real journeys; what stands for which process, and which price is taken,
  is in fct_unit_cost_event. Characteristics as in mart_leavers, of the period of care in which an event lies.
---*/
WITH dated_periods AS (
    SELECT
        p.*,
        COALESCE(p.end_date, CAST(p.start_date + p.days * INTERVAL 1 DAY AS DATE)) AS covered_end_date
    FROM fct_period_of_care AS p
),

measured_periods AS (
    SELECT
        p.*,
        (EXTRACT(YEAR FROM p.covered_end_date) - EXTRACT(YEAR FROM p.start_date)) * 12
        + EXTRACT(MONTH FROM p.covered_end_date) - EXTRACT(MONTH FROM p.start_date)
        - CASE WHEN EXTRACT(DAY FROM p.covered_end_date) < EXTRACT(DAY FROM p.start_date) THEN 1 ELSE 0 END
            AS months
    FROM dated_periods AS p
),

described_events AS (
    SELECT
        e.*,
        c.sex,
        b.age_band,
        CASE WHEN e.process_code LIKE 'CIN%' THEN 'Not looked after' ELSE 'Unknown' END AS without_care,
        CASE
            WHEN e.process_code LIKE 'LAC%' THEN 'Looked after'
            WHEN e.process_code LIKE 'CIN%' THEN 'Child in need'
            ELSE 'Other support'
        END AS process_group,
        COALESCE(p.first_category_of_need, k.label, n.primary_need, 'Unknown') AS category_of_need,
        p.final_legal_status_group,
        p.exit_reason_group,
        p.age_at_end AS age_at_exit,
        FLOOR(p.months / 12) AS years_looked_after,
        d.duration_band,
        h.return_home_key IS NOT NULL AS returned_home,
        CASE WHEN e.cost_unit_code = 'MONTH' THEN 0 ELSE e.quantity END AS events,
        CASE WHEN e.cost_unit_code = 'MONTH' THEN e.quantity ELSE 0 END AS months,
        CASE WHEN e.cost_gbp IS NULL THEN 1 ELSE 0 END AS has_no_price
    FROM fct_unit_cost_event AS e
    INNER JOIN dim_child AS c ON e.child_key = c.child_key
    LEFT JOIN seed_age_band AS b ON e.age_at_event BETWEEN b.from_age AND b.to_age
    LEFT JOIN measured_periods AS p ON e.period_of_care_key = p.period_of_care_key
    LEFT JOIN fct_return_home AS h ON e.period_of_care_key = h.period_of_care_key
    LEFT JOIN seed_duration_band AS d ON p.months >= d.from_months AND p.months < d.to_months
    LEFT JOIN fct_child_in_need_period AS n
        ON
            e.process_code LIKE 'CIN%'
            AND e.child_key = n.child_key
            -- An event of a time in need is of that one, also when it closes on the day on which another opens.
            AND (
                e.source_key = n.child_in_need_period_key
                OR (
                    e.source_fact <> 'fct_child_in_need_period'
                    AND e.event_date >= n.start_date
                    AND (n.end_date IS NULL OR e.event_date < n.end_date)
                )
            )
    LEFT JOIN seed_category_of_need AS k ON n.primary_need_code = k.code
)

SELECT
    e.la_code,
    a.la_name,
    CAST(e.collection_year AS INTEGER) AS collection_year,
    e.age_at_event AS age,
    CAST(COALESCE(e.age_band, 'Unknown') AS VARCHAR) AS age_band,
    e.age_at_exit,
    e.sex,
    CAST(e.category_of_need AS VARCHAR) AS category_of_need,
    CAST(COALESCE(e.final_legal_status_group, e.without_care) AS VARCHAR) AS final_legal_status_group,
    CAST(COALESCE(e.exit_reason_group, e.without_care) AS VARCHAR) AS exit_reason_group,
    CAST(e.years_looked_after AS INTEGER) AS years_looked_after,
    CAST(COALESCE(e.duration_band, e.without_care) AS VARCHAR) AS duration_band,
    CAST(e.returned_home AS BOOLEAN) AS returned_home,
    CAST(e.process_group AS VARCHAR) AS process_group,
    CAST(e.process_code AS VARCHAR) AS process_code,
    e.process,
    CAST(SUM(e.events) AS BIGINT) AS events,
    CAST(SUM(e.months) AS DECIMAL(18, 6)) AS months,
    CAST(COALESCE(SUM(e.cost_gbp), 0) AS DECIMAL(18, 4)) AS cost,
    CAST(SUM(e.events * e.has_no_price) AS BIGINT) AS events_without_price,
    CAST(SUM(e.months * e.has_no_price) AS DECIMAL(18, 6)) AS months_without_price
FROM described_events AS e
INNER JOIN dim_local_authority AS a ON e.la_code = a.la_code
GROUP BY
    e.la_code, a.la_name, e.collection_year, e.age_at_event, e.age_band, e.age_at_exit, e.sex,
    e.category_of_need, e.final_legal_status_group, e.exit_reason_group, e.years_looked_after,
    e.duration_band, e.without_care, e.returned_home, e.process_group, e.process_code, e.process
