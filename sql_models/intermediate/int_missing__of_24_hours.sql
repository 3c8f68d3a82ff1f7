/*---
description: One row per time a child was missing for 24 hours or more, told by the missing module or, up to 2014/15, by an episode.
grain: [child_key, start_date]
columns:
  start_date: First day missing.
  end_date: Day on which the child was back; NULL while it is missing.
source: >-
  DfE data pack 2013, "Missing from care": a missing period of 24 hours, read as at least 24, which returns tell in days,
  so that the child was back on a later day. Missing is M of the module or M1 to M3 of the episodes; A, away without
  authorisation, is not: the whereabouts are known. Times that meet or overlap are one.
---*/
WITH times_told AS (
    SELECT
        m.child_key,
        m.start_date,
        COALESCE(m.end_date, DATE '9999-12-31') AS end_date
    FROM int_missing_episodes__in_force AS m
    WHERE m.missing_type_code = 'M' AND (m.end_date IS NULL OR m.end_date > m.start_date)
    UNION ALL
    SELECT
        e.child_key,
        e.start_date,
        COALESCE(e.end_date, DATE '9999-12-31') AS end_date
    FROM int_episodes__in_placement AS e
    WHERE e.is_missing AND (e.end_date IS NULL OR e.end_date > e.start_date)
),

marked_times AS (
    SELECT
        t.*,
        COALESCE(
            t.start_date > MAX(t.end_date) OVER (
                PARTITION BY t.child_key
                ORDER BY t.start_date, t.end_date
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ),
            TRUE
        ) AS is_new
    FROM times_told AS t
),

numbered_times AS (
    SELECT
        m.*,
        SUM(CASE WHEN m.is_new THEN 1 ELSE 0 END) OVER (
            PARTITION BY m.child_key
            ORDER BY m.start_date, m.end_date
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS time_number
    FROM marked_times AS m
)

SELECT
    n.child_key,
    CAST(MIN(n.start_date) AS DATE) AS start_date,
    CAST(NULLIF(MAX(n.end_date), DATE '9999-12-31') AS DATE) AS end_date
FROM numbered_times AS n
GROUP BY n.child_key, n.time_number
