/*---
description: One row per spell of a social worker with a looked after child.
grain: [social_worker_spell_key]
columns:
  social_worker_spell_key: Key of the spell, from the child and its first day.
  period_of_care_key: Key of the first period of care that it overlaps; NULL when it overlaps none in the returns held.
  age_at_start: Age in completed years on the first day; NULL when the date of birth is not known.
  days: Days to the end, or to the end of the last day that the returns cover.
  social_worker_change_reason: Why the social worker changed; Unknown when not told, as while the spell lasts.
  social_worker_number: Which social worker spell of the child this is in the returns held, from 1.
source: >-
  SSDA903 guide, social worker episodes (from 2023/24). A spell may begin before care does, when the child was in need.
  A child may have the same social worker in spells that follow each other.
---*/
WITH last_days AS (
    SELECT
        r.la_code,
        MAX(r.as_at_date) AS as_at_date
    FROM fct_return AS r
    WHERE r.source = 'ssda903' AND r.table_name = 'social_worker_episodes'
    GROUP BY r.la_code
),

placed_spells AS (
    SELECT
        t.*,
        p.period_of_care_key,
        ROW_NUMBER() OVER (
            PARTITION BY t.child_key, t.start_date ORDER BY p.start_date
        ) AS preference
    FROM int_social_worker_spells__in_force AS t
    LEFT JOIN fct_period_of_care AS p
        ON
            t.child_key = p.child_key
            AND (t.end_date IS NULL OR t.end_date > p.start_date OR t.start_date = p.start_date)
            AND (p.end_date IS NULL OR t.start_date < p.end_date)
)

SELECT
    CAST(MD5(t.child_key || '|' || CAST(t.start_date AS VARCHAR)) AS VARCHAR) AS social_worker_spell_key,
    t.child_key,
    t.la_code,
    CAST(t.period_of_care_key AS VARCHAR) AS period_of_care_key,
    t.start_date,
    t.end_date,
    t.is_end_assumed,
    t.social_worker_id,
    CAST(
        ROW_NUMBER() OVER (PARTITION BY t.child_key ORDER BY t.start_date) AS INTEGER
    ) AS social_worker_number,
    t.social_worker_change_reason_code,
    CAST(COALESCE(l.label, 'Unknown') AS VARCHAR) AS social_worker_change_reason,
    CAST(FLOOR((
        EXTRACT(YEAR FROM t.start_date) * 10000 + EXTRACT(MONTH FROM t.start_date) * 100
        + EXTRACT(DAY FROM t.start_date)
        - EXTRACT(YEAR FROM c.birth_date) * 10000 - EXTRACT(MONTH FROM c.birth_date) * 100
        - EXTRACT(DAY FROM c.birth_date)
    ) / 10000) AS INTEGER) AS age_at_start,
    CAST(
        DATE_DIFF('day', t.start_date, COALESCE(t.end_date, d.as_at_date + INTERVAL 1 DAY)) AS INTEGER
    ) AS days,
    t.collection_year,
    t.row_id
FROM placed_spells AS t
LEFT JOIN dim_child AS c ON t.child_key = c.child_key
LEFT JOIN last_days AS d ON t.la_code = d.la_code
LEFT JOIN seed_ssda903_code AS l
    ON l.code_list = 'social_worker_change_reason' AND t.social_worker_change_reason_code = l.code
WHERE t.preference = 1
