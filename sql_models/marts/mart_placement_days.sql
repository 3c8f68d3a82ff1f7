/*---
description: One row per LA, year, type of placement and provider, with the days of care in the year and the placements that ended in it.
grain: [la_code, collection_year, placement_type, placement_group, provider_group]
columns:
  collection_year: Collection year of the days, and in which the placements ended.
  placement_type: What the placement type code stands for; Unknown when the code is not in the list.
  placement_type_code: Code of the placement type; Unknown when it is not in the list.
  placement_group: Group of the placement type; Unknown when the code is not in the list.
  detailed_placement_group: One of the twelve lines of Walsall figure 27; Unknown when the code is not in the list.
  provider_group_code: Code of the provider; Unknown when not returned.
  days: Days of care in the year, up to the last day that its return covers.
  placements_ended: Placements that ended in the year, told under the type of their last day.
  days_of_placements_ended: Whole length in days of the placements that ended; divided by placements_ended it is their average length.
warnings:
  - Days of a temporary placement are its own in days, and in days_of_placements_ended both its own and part of the placement that it interrupts.
source: >-
  Walsall figures 27 to 29 and appendix 14.5. Days are those falling in the year; lengths are those of placements that
  ended in it, from first day to end, wherever their days fall. Missing as a placement (to 2014/15) has days of its own
  and is no placement that ends. Its five-year averages are means of the yearly ones, not of all days. Short
  breaks (V3, V4) left out.
---*/
WITH days_in_year AS (
    SELECT
        e.la_code,
        e.collection_year,
        e.placement_type_code,
        e.provider_group,
        e.days,
        0 AS placements_ended,
        0 AS days_of_placements_ended
    FROM fct_placement_episode_in_year AS e
    WHERE NOT e.is_short_break
),

short_breaks AS (
    SELECT e.counted_placement_key
    FROM fct_placement_episode AS e
    GROUP BY e.counted_placement_key
    HAVING MIN(CASE WHEN e.is_short_break THEN 1 ELSE 0 END) = 1
),

placements AS (
    SELECT
        p.la_code,
        p.counted_placement_key,
        p.end_date,
        p.placement_type_code,
        p.provider_group,
        p.days
    FROM fct_counted_placement AS p
    UNION ALL
    SELECT
        p.la_code,
        p.counted_placement_key,
        p.end_date,
        p.placement_type_code,
        p.provider_group,
        p.days
    FROM fct_placement AS p
    WHERE p.is_temporary
),

placements_ended AS (
    SELECT
        p.la_code,
        -- Nine months on, 1 April is 1 January: the year is the collection year.
        EXTRACT(YEAR FROM p.end_date + INTERVAL 9 MONTH) AS collection_year,
        p.placement_type_code,
        p.provider_group,
        0 AS days,
        1 AS placements_ended,
        p.days AS days_of_placements_ended
    FROM placements AS p
    LEFT JOIN short_breaks AS b ON p.counted_placement_key = b.counted_placement_key
    WHERE p.end_date IS NOT NULL AND b.counted_placement_key IS NULL
),

all_parts AS (
    SELECT * FROM days_in_year
    UNION ALL
    SELECT * FROM placements_ended
)

SELECT
    p.la_code,
    a.la_name,
    CAST(p.collection_year AS INTEGER) AS collection_year,
    CAST(COALESCE(t.label, 'Unknown') AS VARCHAR) AS placement_type,
    CAST(COALESCE(t.code, 'Unknown') AS VARCHAR) AS placement_type_code,
    CAST(COALESCE(t.placement_group, 'Unknown') AS VARCHAR) AS placement_group,
    CAST(COALESCE(t.detailed_placement_group, 'Unknown') AS VARCHAR) AS detailed_placement_group,
    p.provider_group,
    CAST(COALESCE(o.code, 'Unknown') AS VARCHAR) AS provider_group_code,
    CAST(SUM(p.days) AS BIGINT) AS days,
    CAST(SUM(p.placements_ended) AS BIGINT) AS placements_ended,
    CAST(SUM(p.days_of_placements_ended) AS BIGINT) AS days_of_placements_ended
FROM all_parts AS p
INNER JOIN fct_return AS r
    ON
        p.la_code = r.la_code
        AND p.collection_year = r.collection_year
        AND r.source = 'ssda903' AND r.table_name = 'episodes'
INNER JOIN dim_local_authority AS a ON p.la_code = a.la_code
LEFT JOIN seed_placement_type AS t ON p.placement_type_code = t.code
LEFT JOIN seed_placement_provider AS o ON p.provider_group = o.provider_group
GROUP BY
    p.la_code, a.la_name, p.collection_year, t.label, t.code, t.placement_group, t.detailed_placement_group,
    p.provider_group, o.code
