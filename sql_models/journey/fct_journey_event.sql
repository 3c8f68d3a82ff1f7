/*---
description: One row per event of a child's journey, all sources as one ordered event log, fit for process mining.
grain: [journey_event_key]
columns:
  journey_event_key: Key of the event in the journey.
  event_number: Place of the event in the child's journey, from 1.
  event_date: Day of the event.
  event: Kind of event.
  event_group: Part of the journey that it belongs to.
  detail: What kind of it, or how it ended, in a few words of a code list; NULL where there is no more to say.
  days_since_previous_event: Days since the event before; NULL for the first.
  period_of_care_key: Period of care in which the day lies, its first and last day included; NULL outside care.
  object_key: Key of the row of the fact that it comes from.
source: >-
  Spells give an event when they begin and when they end, as far as seed_journey_event has one: a legal status or a
  placement ends when the next begins or care ends, so only beginnings are events. On one day, events stand in the order of
  the seed; the end of a spell of no days follows its beginning. A hearing that is only listed is no event.
---*/
WITH edges AS (
    SELECT
        s.child_key,
        s.la_code,
        e.event,
        s.object_key,
        CASE WHEN e.edge = 'start' THEN s.detail ELSE s.end_detail END AS detail,
        CASE WHEN e.edge = 'start' THEN s.start_date ELSE s.end_date END AS event_date,
        s.row_id,
        e.sort_order + CASE WHEN e.edge = 'end' AND s.end_date = s.start_date THEN 100 ELSE 0 END AS place
    FROM fct_journey_spell AS s
    INNER JOIN seed_journey_event AS e ON s.spell = e.spell
),

events AS (
    SELECT
        d.child_key,
        d.la_code,
        d.event,
        d.object_key,
        d.detail,
        d.event_date,
        d.row_id,
        d.place
    FROM edges AS d
    WHERE d.event_date IS NOT NULL
    UNION ALL
    SELECT
        m.child_key,
        m.la_code,
        m.event,
        m.object_key,
        m.detail,
        m.event_date,
        m.row_id,
        e.sort_order AS place
    FROM fct_journey_moment AS m
    INNER JOIN seed_journey_event AS e ON m.event = e.event
    WHERE m.event_date IS NOT NULL
),

-- Care that ends on the day on which it begins again has two periods on that day: the later one counts.
events_in_care AS (
    SELECT
        v.child_key,
        v.event,
        v.object_key,
        MAX(p.start_date) AS period_start_date
    FROM events AS v
    INNER JOIN fct_period_of_care AS p
        ON
            v.child_key = p.child_key
            AND v.event_date >= p.start_date
            AND (p.end_date IS NULL OR v.event_date <= p.end_date)
    GROUP BY v.child_key, v.event, v.object_key
),

numbered_events AS (
    SELECT
        v.*,
        i.period_start_date,
        ROW_NUMBER() OVER (
            PARTITION BY v.child_key ORDER BY v.event_date, v.place, v.object_key
        ) AS event_number,
        LAG(v.event_date) OVER (
            PARTITION BY v.child_key ORDER BY v.event_date, v.place, v.object_key
        ) AS previous_event_date
    FROM events AS v
    LEFT JOIN events_in_care AS i
        ON v.child_key = i.child_key AND v.event = i.event AND v.object_key = i.object_key
)

SELECT
    CAST(
        MD5(n.event || '|' || n.object_key || '|' || n.child_key) AS VARCHAR
    ) AS journey_event_key,
    CAST(n.child_key AS VARCHAR) AS child_key,
    CAST(n.la_code AS VARCHAR) AS la_code,
    CAST(n.event_number AS INTEGER) AS event_number,
    CAST(n.event_date AS DATE) AS event_date,
    CAST(e.event_group AS VARCHAR) AS event_group,
    CAST(n.event AS VARCHAR) AS event,
    CAST(n.detail AS VARCHAR) AS detail,
    CAST(DATE_DIFF('day', n.previous_event_date, n.event_date) AS INTEGER) AS days_since_previous_event,
    CAST(
        CASE
            WHEN n.period_start_date IS NOT NULL
                THEN MD5(n.child_key || '|' || CAST(n.period_start_date AS VARCHAR))
        END AS VARCHAR
    ) AS period_of_care_key,
    CAST(n.object_key AS VARCHAR) AS object_key,
    CAST(e.source AS VARCHAR) AS source,
    CAST(e.table_name AS VARCHAR) AS table_name,
    CAST(n.row_id AS VARCHAR) AS row_id
FROM numbered_events AS n
INNER JOIN seed_journey_event AS e ON n.event = e.event
