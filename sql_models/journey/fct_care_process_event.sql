/*---
description: One row per event, or placement and year of months, of a looked after child that stands for a social work process with a unit cost.
grain: [process_event_key]
columns:
  process_event_key: Key of the event as one of the process, from process, fact, the fact's key and the year.
  process_code: Code of the process, LAC1 to LAC6.
  counted_event: What was recorded, in the words of seed_unit_cost_process.
  cost_unit_code: What is counted, EVENT or MONTH.
  source_fact: The fact that has it.
  source_key: Key of the row of that fact, for months that of the counted placement.
  event_date: Day of the event; for months the first day of them in the year.
  collection_year: Collection year in which the day lies.
  quantity: 1 for an event; months as days looked after of a twelfth of the year's days, so that a whole year is 12.
  placement_key: Placement on that day, on the last day of care when it ended; NULL when no return holds one.
  period_of_care_key: Period of care in which that placement lies.
source: >-
  Cost Calculator for Children's Services; seed_unit_cost_process says what stands for which process and why, and is
  where to change it. Years before the LA's first return held are left out, for of them returns hold only the children
  who stayed. Periods that began as short breaks (V3, V4) are left out, for they are costed apart. Months are by
  collection year, so that a year has its own prices, and by counted placement, for kinds of care differ in price; a
  temporary placement is of the one that it interrupts.
---*/
WITH first_years AS (
    SELECT
        r.la_code,
        MIN(r.collection_year) AS first_year
    FROM fct_return AS r
    WHERE r.source = 'ssda903' AND r.table_name = 'episodes'
    GROUP BY r.la_code
),

placements AS (
    SELECT
        s.*,
        COALESCE(s.counted_placement_key, s.placement_key) AS main_placement_key,
        COALESCE(s.end_date, CAST(s.start_date + s.days * INTERVAL 1 DAY AS DATE)) AS covered_end_date,
        ROW_NUMBER() OVER (
            PARTITION BY
                s.period_of_care_key,
                CASE WHEN s.counted_placement_key = s.placement_key THEN 1 ELSE 0 END
            ORDER BY s.start_date
        ) AS place
    FROM fct_placement AS s
    INNER JOIN fct_period_of_care AS p ON s.period_of_care_key = p.period_of_care_key
    WHERE NOT p.is_short_break
),

events AS (
    SELECT
        'Start of a period of care' AS counted_event,
        'fct_period_of_care' AS source_fact,
        p.period_of_care_key AS source_key,
        p.child_key,
        p.la_code,
        p.start_date AS event_date,
        p.start_date AS placed_date,
        CAST(1 AS DECIMAL(18, 6)) AS quantity
    FROM fct_period_of_care AS p
    WHERE p.is_start_observed AND NOT p.is_short_break
    UNION ALL
    SELECT
        'End of a period of care' AS counted_event,
        'fct_period_of_care' AS source_fact,
        p.period_of_care_key AS source_key,
        p.child_key,
        p.la_code,
        p.end_date AS event_date,
        CAST(p.end_date - INTERVAL 1 DAY AS DATE) AS placed_date,
        CAST(1 AS DECIMAL(18, 6)) AS quantity
    FROM fct_period_of_care AS p
    WHERE p.end_date IS NOT NULL AND NOT p.is_short_break
    UNION ALL
    SELECT
        'Subsequent placement' AS counted_event,
        'fct_placement' AS source_fact,
        s.placement_key AS source_key,
        s.child_key,
        s.la_code,
        s.start_date AS event_date,
        s.start_date AS placed_date,
        CAST(1 AS DECIMAL(18, 6)) AS quantity
    FROM placements AS s
    WHERE s.counted_placement_key = s.placement_key AND s.place > 1
    UNION ALL
    SELECT
        'Review of a looked after child' AS counted_event,
        'fct_review' AS source_fact,
        r.review_key AS source_key,
        r.child_key,
        r.la_code,
        r.review_date AS event_date,
        r.review_date AS placed_date,
        CAST(1 AS DECIMAL(18, 6)) AS quantity
    FROM fct_review AS r
    LEFT JOIN fct_period_of_care AS p ON r.period_of_care_key = p.period_of_care_key
    WHERE NOT COALESCE(p.is_short_break, FALSE)
    UNION ALL
    SELECT
        'Time looked after' AS counted_event,
        'fct_placement' AS source_fact,
        s.main_placement_key AS source_key,
        s.child_key,
        s.la_code,
        MIN(GREATEST(s.start_date, y.start_date)) AS event_date,
        MIN(GREATEST(s.start_date, y.start_date)) AS placed_date,
        CAST(SUM(
            DATE_DIFF(
                'day', GREATEST(s.start_date, y.start_date), LEAST(s.covered_end_date, y.end_date)
            ) * CAST(12 AS DECIMAL(18, 6)) / DATE_DIFF('day', y.start_date, y.end_date)
        ) AS DECIMAL(18, 6)) AS quantity
    FROM placements AS s
    INNER JOIN dim_collection_year AS y
        ON s.start_date < y.end_date AND s.covered_end_date > y.start_date
    WHERE s.start_date < s.covered_end_date
    GROUP BY s.main_placement_key, s.child_key, s.la_code, y.collection_year
)

SELECT
    CAST(MD5(
        c.process_code || '|' || e.source_fact || '|' || e.source_key
        || '|' || CAST(y.collection_year AS VARCHAR)
    ) AS VARCHAR) AS process_event_key,
    e.child_key,
    e.la_code,
    c.process_code,
    c.counted_event,
    c.cost_unit_code,
    CAST(e.source_fact AS VARCHAR) AS source_fact,
    CAST(e.source_key AS VARCHAR) AS source_key,
    CAST(e.event_date AS DATE) AS event_date,
    y.collection_year,
    CAST(e.quantity AS DECIMAL(18, 6)) AS quantity,
    s.placement_key,
    s.period_of_care_key
FROM events AS e
INNER JOIN seed_unit_cost_process AS c ON e.counted_event = c.counted_event AND c.is_counted
INNER JOIN dim_collection_year AS y ON e.event_date >= y.start_date AND e.event_date < y.end_date
INNER JOIN first_years AS f ON e.la_code = f.la_code AND y.collection_year >= f.first_year
LEFT JOIN placements AS s
    ON
        e.child_key = s.child_key
        AND e.placed_date >= s.start_date
        AND e.placed_date < COALESCE(s.end_date, DATE '9999-12-31')
