/*---
description: One row per event, or time in need and year of months, of a child in need that stands for a social work process with a unit cost.
grain: [process_event_key]
columns:
  process_event_key: Key of the event as one of the process, from process, fact, the fact's key and the year.
  process_code: Code of the process, CIN1 to CIN8.
  counted_event: What was recorded, in the words of seed_unit_cost_process.
  cost_unit_code: What is counted, EVENT or MONTH.
  source_fact: The fact that has it.
  source_key: Key of the row of that fact.
  event_date: Day of the event; for months the first day of them in the year.
  collection_year: Collection year in which the day lies.
  quantity: 1 for an event; months as in fct_child_in_need_period_year, without time looked after.
source: >-
  Cost Calculator for Children's Services; seed_unit_cost_process says what stands for which process and why, and is
  where to change it. An assessment and an enquiry are of the day on which they begin. Years before the LA's first
  census held are left out, for of them censuses hold only the cases that stayed open.
---*/
WITH first_years AS (
    SELECT
        r.la_code,
        MIN(r.collection_year) AS first_year
    FROM fct_return AS r
    WHERE r.source = 'cin_census'
    GROUP BY r.la_code
),

events AS (
    SELECT
        'Referral' AS counted_event,
        'fct_referral' AS source_fact,
        t.referral_key AS source_key,
        t.child_key,
        t.la_code,
        t.referral_date AS event_date,
        1 AS quantity
    FROM fct_referral AS t
    UNION ALL
    SELECT
        'Single assessment' AS counted_event,
        'fct_assessment' AS source_fact,
        t.assessment_key AS source_key,
        t.child_key,
        t.la_code,
        t.start_date AS event_date,
        1 AS quantity
    FROM fct_assessment AS t
    UNION ALL
    SELECT
        'Closure of a case' AS counted_event,
        'fct_child_in_need_period' AS source_fact,
        t.child_in_need_period_key AS source_key,
        t.child_key,
        t.la_code,
        t.end_date AS event_date,
        1 AS quantity
    FROM fct_child_in_need_period AS t
    WHERE t.end_date IS NOT NULL AND NOT t.is_end_assumed
    UNION ALL
    SELECT
        'Child protection conference' AS counted_event,
        'fct_conference' AS source_fact,
        t.conference_key AS source_key,
        t.child_key,
        t.la_code,
        t.conference_date AS event_date,
        1 AS quantity
    FROM fct_conference AS t
    UNION ALL
    SELECT
        'Child in need plan' AS counted_event,
        'fct_child_in_need_plan' AS source_fact,
        t.child_in_need_plan_key AS source_key,
        t.child_key,
        t.la_code,
        t.start_date AS event_date,
        1 AS quantity
    FROM fct_child_in_need_plan AS t
    UNION ALL
    SELECT
        'Section 47 enquiry' AS counted_event,
        'fct_section_47_enquiry' AS source_fact,
        t.section_47_enquiry_key AS source_key,
        t.child_key,
        t.la_code,
        t.start_date AS event_date,
        1 AS quantity
    FROM fct_section_47_enquiry AS t
    UNION ALL
    SELECT
        'Pre-proceedings' AS counted_event,
        'fct_pre_proceedings' AS source_fact,
        t.pre_proceedings_key AS source_key,
        t.child_key,
        t.la_code,
        t.start_date AS event_date,
        1 AS quantity
    FROM fct_pre_proceedings AS t
    WHERE t.child_key IS NOT NULL
    UNION ALL
    SELECT
        'Time in need' AS counted_event,
        'fct_child_in_need_period' AS source_fact,
        t.child_in_need_period_key AS source_key,
        t.child_key,
        t.la_code,
        t.start_date AS event_date,
        t.months_supported AS quantity
    FROM fct_child_in_need_period_year AS t
    WHERE t.months_supported > 0
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
    CAST(e.quantity AS DECIMAL(18, 6)) AS quantity
FROM events AS e
INNER JOIN seed_unit_cost_process AS c ON e.counted_event = c.counted_event AND c.is_counted
INNER JOIN dim_collection_year AS y ON e.event_date >= y.start_date AND e.event_date < y.end_date
INNER JOIN first_years AS f ON e.la_code = f.la_code AND y.collection_year >= f.first_year
