/*---
description: One row per part of a counted placement between the times that the child was missing, and per such time while the child is placed.
grain: [child_key, start_date, is_missing]
columns:
  is_missing: Whether the row is a time missing, not a part of a placement.
  la_code: Local authority that looks after the child.
  start_date: First day of the part or of the time missing.
  end_date: First day after it; NULL while it lasts.
  placement_start_date: First day of the counted placement; of a time missing, of the earliest that it reaches into.
source: >-
  DfE data pack 2013, "Missing from care": missing and return are three placements, as before and after are counted
  separately even when the child is back with the same carer. Back on the day that another placement begins there is
  nothing left of the one before, and a placement that begins while the child is missing begins with the return.
---*/
WITH counted_placements AS (
    SELECT
        e.child_key,
        e.la_code,
        e.placement_start_date AS start_date,
        MAX(COALESCE(e.end_date, DATE '9999-12-31')) AS end_date
    FROM int_episodes__in_placement AS e
    WHERE e.placement_start_date IS NOT NULL
    GROUP BY e.child_key, e.la_code, e.placement_start_date
),

times_while_placed AS (
    SELECT
        p.child_key,
        p.la_code,
        p.start_date AS placement_start_date,
        p.end_date AS placement_end_date,
        m.start_date,
        COALESCE(m.end_date, DATE '9999-12-31') AS end_date
    FROM counted_placements AS p
    INNER JOIN int_missing__of_24_hours AS m
        ON
            p.child_key = m.child_key
            AND p.end_date > m.start_date
            AND (m.end_date IS NULL OR p.start_date < m.end_date)
),

begun_parts AS (
    SELECT
        p.child_key,
        p.la_code,
        p.start_date AS placement_start_date,
        p.end_date AS placement_end_date,
        p.start_date
    FROM counted_placements AS p
    LEFT JOIN times_while_placed AS m
        ON
            p.child_key = m.child_key
            AND p.start_date = m.placement_start_date
            AND p.start_date >= m.start_date
    WHERE m.child_key IS NULL
    UNION ALL
    SELECT
        m.child_key,
        m.la_code,
        m.placement_start_date,
        m.placement_end_date,
        m.end_date AS start_date
    FROM times_while_placed AS m
    WHERE m.end_date < m.placement_end_date
),

ended_parts AS (
    SELECT
        b.child_key,
        b.la_code,
        b.start_date,
        b.placement_start_date,
        LEAST(b.placement_end_date, COALESCE(MIN(m.start_date), b.placement_end_date)) AS end_date
    FROM begun_parts AS b
    LEFT JOIN times_while_placed AS m
        ON
            b.child_key = m.child_key
            AND b.placement_start_date = m.placement_start_date
            AND b.start_date < m.start_date
    GROUP BY b.child_key, b.la_code, b.start_date, b.placement_start_date, b.placement_end_date
),

parts AS (
    SELECT
        e.child_key,
        e.la_code,
        e.start_date,
        e.end_date,
        e.placement_start_date,
        FALSE AS is_missing
    FROM ended_parts AS e
    UNION ALL
    SELECT
        m.child_key,
        MIN(m.la_code) AS la_code,
        m.start_date,
        m.end_date,
        MIN(m.placement_start_date) AS placement_start_date,
        TRUE AS is_missing
    FROM times_while_placed AS m
    GROUP BY m.child_key, m.start_date, m.end_date
)

SELECT
    p.child_key,
    p.la_code,
    CAST(p.start_date AS DATE) AS start_date,
    CAST(NULLIF(p.end_date, DATE '9999-12-31') AS DATE) AS end_date,
    CAST(p.placement_start_date AS DATE) AS placement_start_date,
    CAST(p.is_missing AS BOOLEAN) AS is_missing
FROM parts AS p
