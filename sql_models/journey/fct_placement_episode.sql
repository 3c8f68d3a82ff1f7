/*---
description: One row per placement episode, a spell in one placement under one legal status within a period of care.
grain: [episode_key]
columns:
  episode_key: Key of the episode, from the child and its first day.
  period_of_care_key: Key of the period of care that the episode belongs to.
  episode_number: Place of the episode in its period of care, from 1.
  legal_status_group: Group of the legal status; Unknown when the code is not in the list.
  is_short_break: Whether the legal status is an agreed series of short breaks (V3, V4).
  category_of_need: Category of need; Unknown when the code is not in the list.
  placement_group: Group of the placement type; Unknown when the code is not in the list.
  provider_group: Group of the placement provider; Unknown when not returned.
source: SSDA903 guide, episodes; spells are half-open, so end_date is the first day that the episode does not cover
---*/
SELECT
    CAST(MD5(e.child_key || '|' || CAST(e.start_date AS VARCHAR)) AS VARCHAR) AS episode_key,
    CAST(
        MD5(e.child_key || '|' || CAST(e.period_start_date AS VARCHAR)) AS VARCHAR
    ) AS period_of_care_key,
    e.child_key,
    e.la_code,
    CAST(
        ROW_NUMBER() OVER (
            PARTITION BY e.child_key, e.period_of_care_number ORDER BY e.start_date
        ) AS INTEGER
    ) AS episode_number,
    e.start_date,
    e.end_date,
    e.is_end_assumed,
    e.placement_start_date,
    e.reason_for_new_episode_code,
    e.legal_status_code,
    CAST(COALESCE(l.legal_status_group, 'Unknown') AS VARCHAR) AS legal_status_group,
    CAST(COALESCE(l.is_short_break, FALSE) AS BOOLEAN) AS is_short_break,
    e.category_of_need_code,
    CAST(COALESCE(n.label, 'Unknown') AS VARCHAR) AS category_of_need,
    e.placement_type_code,
    CAST(COALESCE(t.placement_group, 'Unknown') AS VARCHAR) AS placement_group,
    e.placement_provider_code,
    CAST(COALESCE(p.provider_group, 'Unknown') AS VARCHAR) AS provider_group,
    e.reason_episode_ceased_code,
    e.reason_for_placement_change_code,
    e.row_id
FROM int_episodes__in_placement AS e
LEFT JOIN seed_legal_status AS l ON e.legal_status_code = l.code
LEFT JOIN seed_category_of_need AS n ON e.category_of_need_code = n.code
LEFT JOIN seed_placement_type AS t ON e.placement_type_code = t.code
LEFT JOIN seed_placement_provider AS p ON e.placement_provider_code = p.code
