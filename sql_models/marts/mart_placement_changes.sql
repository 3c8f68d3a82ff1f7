/*---
description: One row per LA, year, reason and groups of placement before and after, with the changes of placement in the year.
grain: [la_code, collection_year, reason_for_change, placement_group_before, placement_group_after]
columns:
  collection_year: Collection year in which the placement changed, the year in which the 31 March falls.
  reason_for_change: Why the placement changed; Unknown when no reason was returned.
  reason_for_change_code: Code of that reason; Unknown when none was returned.
  placement_group_before: Group of the placement before.
  placement_group_after: Group of the placement after.
  changes: Changes of placement, of its status with the same carer too.
source: >-
  Walsall figure 30: of all changes, those without a reason included; a change of the status of a placement only is one
  of its reasons, so an episode that begins with another type of placement counts even where the carer stays. Moves
  into and out of temporary placements count, though they are no counted placements. Short breaks (V3, V4) left out.
---*/
WITH changes AS (
    SELECT
        e.la_code,
        -- Nine months on, 1 April is 1 January: the year is the collection year.
        EXTRACT(YEAR FROM e.start_date + INTERVAL 9 MONTH) AS collection_year,
        b.reason_for_placement_change_code,
        b.placement_group AS placement_group_before,
        e.placement_group AS placement_group_after
    FROM fct_placement_episode AS e
    INNER JOIN fct_placement_episode AS b
        ON e.period_of_care_key = b.period_of_care_key AND e.episode_number = b.episode_number + 1
    INNER JOIN seed_reason_for_new_episode AS n
        ON e.reason_for_new_episode_code = n.code AND n.is_new_placement_type
    WHERE NOT e.is_short_break
)

SELECT
    c.la_code,
    a.la_name,
    CAST(c.collection_year AS INTEGER) AS collection_year,
    CAST(COALESCE(s.label, 'Unknown') AS VARCHAR) AS reason_for_change,
    CAST(COALESCE(s.code, 'Unknown') AS VARCHAR) AS reason_for_change_code,
    c.placement_group_before,
    c.placement_group_after,
    CAST(COUNT(*) AS BIGINT) AS changes
FROM changes AS c
INNER JOIN fct_return AS r
    ON
        c.la_code = r.la_code
        AND c.collection_year = r.collection_year
        AND r.source = 'ssda903' AND r.table_name = 'episodes'
INNER JOIN dim_local_authority AS a ON c.la_code = a.la_code
LEFT JOIN seed_reason_for_placement_change AS s ON c.reason_for_placement_change_code = s.code
GROUP BY
    c.la_code, a.la_name, c.collection_year, s.label, s.code,
    c.placement_group_before, c.placement_group_after
