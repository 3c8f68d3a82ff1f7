/*---
description: One row per time a looked after child was missing or away without authorisation.
grain: [missing_episode_key]
columns:
  missing_episode_key: Key of the time, from the child and its first day.
  period_of_care_key: Key of the period of care in which it began; NULL when the returns held have none.
  missing_type: What the code stands for; Unknown when it is not in the list.
  age_at_start: Age in completed years on the first day; NULL when the date of birth is not known.
  days: Days away, 0 when back on the day of going; NULL while the child is away.
  is_24_hours_or_more: Whether it lasted 24 hours or more, told by days as returns have no hours.
  has_ended: Whether the child is back.
source: >-
  DfE data pack 2013, Missing from care: a time of 24 hours, read as 24 or more. Returns tell days only, so one that
  ends on a later day than it began counts, and one still open on the last day the returns cover when it began
  before. A day on which one period of care ends and the next begins belongs to the next. Before the first period in the returns held lies what belongs to it, when its true start was not observed.
---*/
WITH last_days AS (
    SELECT
        r.la_code,
        MAX(r.as_at_date) AS as_at_date
    FROM fct_return AS r
    WHERE r.source = 'ssda903' AND r.table_name = 'missing'
    GROUP BY r.la_code
),

placed_times AS (
    SELECT
        t.*,
        p.period_of_care_key,
        ROW_NUMBER() OVER (
            PARTITION BY t.child_key, t.start_date ORDER BY p.start_date DESC
        ) AS preference
    FROM int_missing_episodes__in_force AS t
    LEFT JOIN fct_period_of_care AS p
        ON
            t.child_key = p.child_key
            AND (t.start_date >= p.start_date OR (p.entry_number = 1 AND NOT p.is_start_observed))
            AND (p.end_date IS NULL OR t.start_date <= p.end_date)
)

SELECT
    CAST(MD5(t.child_key || '|' || CAST(t.start_date AS VARCHAR)) AS VARCHAR) AS missing_episode_key,
    t.child_key,
    t.la_code,
    CAST(t.period_of_care_key AS VARCHAR) AS period_of_care_key,
    t.start_date,
    t.end_date,
    t.is_end_assumed,
    t.missing_type_code,
    CAST(COALESCE(m.label, 'Unknown') AS VARCHAR) AS missing_type,
    CAST(FLOOR((
        EXTRACT(YEAR FROM t.start_date) * 10000 + EXTRACT(MONTH FROM t.start_date) * 100
        + EXTRACT(DAY FROM t.start_date)
        - EXTRACT(YEAR FROM c.birth_date) * 10000 - EXTRACT(MONTH FROM c.birth_date) * 100
        - EXTRACT(DAY FROM c.birth_date)
    ) / 10000) AS INTEGER) AS age_at_start,
    CAST(DATE_DIFF('day', t.start_date, t.end_date) AS INTEGER) AS days,
    COALESCE(t.start_date < COALESCE(t.end_date, d.as_at_date), FALSE) AS is_24_hours_or_more,
    CAST(t.end_date IS NOT NULL AS BOOLEAN) AS has_ended,
    t.collection_year,
    t.row_id
FROM placed_times AS t
LEFT JOIN dim_child AS c ON t.child_key = c.child_key
LEFT JOIN last_days AS d ON t.la_code = d.la_code
LEFT JOIN seed_ssda903_code AS m ON m.code_list = 'missing_type' AND t.missing_type_code = m.code
WHERE t.preference = 1
