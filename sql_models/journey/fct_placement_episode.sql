/*---
description: One row per placement episode, a spell in one placement under one legal status within a period of care.
grain: [episode_key]
columns:
  episode_key: Key of the episode, from the child and its first day.
  period_of_care_key: Key of the period of care that the episode belongs to.
  placement_key: Key of the placement that the episode belongs to, from the child and its first day.
  counted_placement_key: Key of the counted placement that the episode belongs to; NULL before the first placement that is not temporary.
  episode_number: Place of the episode in its period of care, from 1.
  legal_status_group: Group of the legal status; Unknown when the code is not in the list.
  is_short_break: Whether the legal status is an agreed series of short breaks (V3, V4).
  category_of_need: Category of need; Unknown when the code is not in the list.
  placement_group: Group of the placement type; Unknown when the code is not in the list.
  previous_placement_group: Group of the placement type of the episode before in the period of care; None for its first.
  provider_group: Group of the placement provider; Unknown when not returned.
  age_at_start: Age in completed years on the first day; NULL when the date of birth is not known.
  days: Days from the first day to the end, while open to the last day that the LA's latest return covers.
source: SSDA903 guide, episodes; spells are half-open, so end_date is the first day that the episode does not cover
---*/
WITH last_days AS (
    SELECT
        r.la_code,
        MAX(r.as_at_date) AS as_at_date
    FROM fct_return AS r
    WHERE r.source = 'ssda903' AND r.table_name = 'episodes'
    GROUP BY r.la_code
),

labelled_episodes AS (
    SELECT
        e.*,
        COALESCE(t.placement_group, 'Unknown') AS placement_group,
        -- A date as the number yyyymmdd: ten thousand of it is a completed year.
        EXTRACT(YEAR FROM e.start_date) * 10000
        + EXTRACT(MONTH FROM e.start_date) * 100 + EXTRACT(DAY FROM e.start_date) AS start_number,
        EXTRACT(YEAR FROM c.birth_date) * 10000
        + EXTRACT(MONTH FROM c.birth_date) * 100 + EXTRACT(DAY FROM c.birth_date) AS birth_number,
        CAST(d.as_at_date + INTERVAL 1 DAY AS DATE) AS day_after_returns
    FROM int_episodes__in_placement AS e
    LEFT JOIN dim_child AS c ON e.child_key = c.child_key
    LEFT JOIN last_days AS d ON e.la_code = d.la_code
    LEFT JOIN seed_placement_type AS t ON e.placement_type_code = t.code
)

SELECT
    CAST(MD5(e.child_key || '|' || CAST(e.start_date AS VARCHAR)) AS VARCHAR) AS episode_key,
    CAST(
        MD5(e.child_key || '|' || CAST(e.period_start_date AS VARCHAR)) AS VARCHAR
    ) AS period_of_care_key,
    CAST(
        MD5(e.child_key || '|' || CAST(e.first_day_of_placement AS VARCHAR)) AS VARCHAR
    ) AS placement_key,
    CAST(
        MD5(e.child_key || '|' || CAST(e.placement_start_date AS VARCHAR)) AS VARCHAR
    ) AS counted_placement_key,
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
    e.is_temporary,
    e.is_missing,
    e.reason_for_new_episode_code,
    e.legal_status_code,
    CAST(COALESCE(l.legal_status_group, 'Unknown') AS VARCHAR) AS legal_status_group,
    CAST(COALESCE(l.is_short_break, FALSE) AS BOOLEAN) AS is_short_break,
    e.category_of_need_code,
    CAST(COALESCE(n.label, 'Unknown') AS VARCHAR) AS category_of_need,
    e.placement_type_code,
    CAST(e.placement_group AS VARCHAR) AS placement_group,
    CAST(
        LAG(e.placement_group, 1, 'None') OVER (
            PARTITION BY e.child_key, e.period_of_care_number ORDER BY e.start_date
        ) AS VARCHAR
    ) AS previous_placement_group,
    e.placement_provider_code,
    CAST(COALESCE(p.provider_group, 'Unknown') AS VARCHAR) AS provider_group,
    e.placement_urn,
    e.reason_episode_ceased_code,
    e.reason_for_placement_change_code,
    CAST(FLOOR((e.start_number - e.birth_number) / 10000) AS INTEGER) AS age_at_start,
    CAST(
        DATE_DIFF('day', e.start_date, COALESCE(e.end_date, e.day_after_returns)) AS INTEGER
    ) AS days,
    e.collection_year,
    e.row_id
FROM labelled_episodes AS e
LEFT JOIN seed_legal_status AS l ON e.legal_status_code = l.code
LEFT JOIN seed_category_of_need AS n ON e.category_of_need_code = n.code
LEFT JOIN seed_placement_provider AS p ON e.placement_provider_code = p.code
