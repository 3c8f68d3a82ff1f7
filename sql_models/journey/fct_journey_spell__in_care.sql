/*---
description: One row per spell of care of a child and per weekly price of it, in one form for the journey.
grain: [object_key, spell, child_key]
columns:
  spell: Kind of spell, as seed_journey_event names it.
  object_key: Key of the row of the fact that it comes from.
  detail: What kind of it, in a few words of a code list.
  end_detail: How it ended, in a few words of a code list; NULL where nothing tells.
  start_date: First day of the spell.
  end_date: First day after the spell; NULL while it goes on.
  row_id: File and row that tell of it.
---*/
SELECT
    p.child_key,
    p.la_code,
    'Period of care' AS spell,
    p.period_of_care_key AS object_key,
    p.first_category_of_need AS detail,
    p.exit_reason AS end_detail,
    p.start_date,
    p.end_date,
    p.row_id
FROM fct_period_of_care AS p
UNION ALL
SELECT
    l.child_key,
    l.la_code,
    'Legal status' AS spell,
    l.legal_status_spell_key AS object_key,
    l.legal_status AS detail,
    CAST(NULL AS VARCHAR) AS end_detail,
    l.start_date,
    l.end_date,
    l.row_id
FROM fct_legal_status_spell AS l
UNION ALL
SELECT
    s.child_key,
    s.la_code,
    'Placement' AS spell,
    s.placement_key AS object_key,
    s.placement_group AS detail,
    s.reason_placement_ended AS end_detail,
    s.start_date,
    s.end_date,
    s.row_id
FROM fct_placement AS s
UNION ALL
SELECT
    m.child_key,
    m.la_code,
    'Missing' AS spell,
    m.missing_episode_key AS object_key,
    m.missing_type AS detail,
    CAST(NULL AS VARCHAR) AS end_detail,
    m.start_date,
    m.end_date,
    m.row_id
FROM fct_missing_episode AS m
UNION ALL
-- A price has a row for each collection year in which it was paid; here it is one spell.
SELECT
    c.child_key,
    c.la_code,
    'Placement cost' AS spell,
    MIN(c.placement_cost_key) AS object_key,
    MAX(c.cost_category) AS detail,
    CAST(NULL AS VARCHAR) AS end_detail,
    c.start_date,
    MAX(c.end_date) AS end_date,
    MIN(c.row_id) AS row_id
FROM fct_placement_cost AS c
GROUP BY c.child_key, c.la_code, c.placement_start_date, c.start_date, c.cost_centre
