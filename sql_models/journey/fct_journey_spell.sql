/*---
description: One row per spell of a child's journey, from all sources in one form - need, plans, court, care, legal status, placements, missing, prices.
grain: [journey_spell_key]
columns:
  journey_spell_key: Key of the spell in the journey.
  spell_group: Part of the journey that the spell belongs to.
  end_detail: How it ended, in a few words of a code list; NULL while it goes on and where nothing tells.
  is_open: Whether the spell goes on.
  days: Days of the spell; NULL while it is open, and when it ends before it begins.
source: The facts of the same names, on which it builds; a fit base for a drawing of a journey or a count of what overlaps
---*/
WITH spells AS (
    SELECT
        b.child_key,
        b.la_code,
        b.spell,
        b.object_key,
        b.detail,
        b.end_detail,
        b.start_date,
        b.end_date,
        b.row_id
    FROM fct_journey_spell__before_care AS b
    UNION ALL
    SELECT
        c.child_key,
        c.la_code,
        c.spell,
        c.object_key,
        c.detail,
        c.end_detail,
        c.start_date,
        c.end_date,
        c.row_id
    FROM fct_journey_spell__in_care AS c
)

SELECT
    CAST(MD5(s.spell || '|' || s.object_key || '|' || s.child_key) AS VARCHAR) AS journey_spell_key,
    CAST(s.child_key AS VARCHAR) AS child_key,
    CAST(s.la_code AS VARCHAR) AS la_code,
    CAST(e.event_group AS VARCHAR) AS spell_group,
    CAST(s.spell AS VARCHAR) AS spell,
    CAST(s.detail AS VARCHAR) AS detail,
    CAST(CASE WHEN s.end_date IS NOT NULL THEN s.end_detail END AS VARCHAR) AS end_detail,
    CAST(s.start_date AS DATE) AS start_date,
    CAST(s.end_date AS DATE) AS end_date,
    CAST(s.end_date IS NULL AS BOOLEAN) AS is_open,
    CAST(
        CASE WHEN s.end_date >= s.start_date THEN DATE_DIFF('day', s.start_date, s.end_date) END AS INTEGER
    ) AS days,
    CAST(s.object_key AS VARCHAR) AS object_key,
    CAST(e.source AS VARCHAR) AS source,
    CAST(e.table_name AS VARCHAR) AS table_name,
    CAST(s.row_id AS VARCHAR) AS row_id
FROM spells AS s
INNER JOIN seed_journey_event AS e ON s.spell = e.spell AND e.edge = 'start'
WHERE s.start_date IS NOT NULL
