/*---
description: One row per episode of a child, as the latest return that restates it tells it, closed so that no two overlap.
grain: [child_key, start_date]
columns:
  end_date: First day that the episode no longer covers; NULL while it is open.
  is_end_assumed: Whether the end was set here because a return left it open, overlapping or on a day that cannot be.
  end_repair_code: Why the end is another than that returned, as in the list of repairs; NULL when it is as returned.
  next_row_id: Row that tells the child's next episode in force; NULL for the last.
  next_collection_year: Collection year of the row that tells the child's next episode in force; NULL for the last.
  is_continued: Whether a return closed the episode on its last day although the next return goes on with the same care.
source: >-
  No two episodes of a child overlap: one that overlaps the next is cut where that begins, told by one return or two. One
  left open ends with the next, when its return holds the next too, or the next begins by the day after its return's
  last, or the return of the very next year tells the next and does not say that care began with it. Otherwise, when the LA's next
  return no longer holds it, it ends the day after the last day of its return: nothing is stretched over a year whose
  return is missing, or up to a new period of care. A gap after X1 is closed when the return of the very next year tells
  the next episode and the gap is at most 31 days (a slip, not a missing episode) or the next was restated from the
  day of the end. Gaps within one return stay, and the rules report them. No code is changed.
---*/
WITH followed_episodes AS (
    SELECT
        e.*,
        o.proving_start_date AS restated_start_date,
        LEAD(e.start_date) OVER (PARTITION BY e.child_key ORDER BY e.start_date) AS following_start_date,
        LEAD(e.row_id) OVER (PARTITION BY e.child_key ORDER BY e.start_date) AS following_row_id,
        LEAD(e.collection_year) OVER (PARTITION BY e.child_key ORDER BY e.start_date) AS following_year,
        LEAD(e.first_collection_year) OVER (
            PARTITION BY e.child_key ORDER BY e.start_date
        ) AS following_first_year,
        LEAD(e.reason_for_new_episode_code) OVER (
            PARTITION BY e.child_key ORDER BY e.start_date
        ) AS following_reason_code
    FROM int_episodes__told AS e
    LEFT JOIN int_episodes__overruled AS o ON e.child_key = o.child_key AND e.end_date = o.start_date
    WHERE NOT EXISTS (
        SELECT 1
        FROM int_episodes__overruled AS r
        WHERE e.child_key = r.child_key AND e.start_date = r.start_date
    )
),

compared_episodes AS (
    SELECT
        f.*,
        CAST(f.as_at_date + INTERVAL 1 DAY AS DATE) AS day_after_return,
        COALESCE(f.following_first_year <= f.collection_year, FALSE) AS is_next_in_return,
        COALESCE(
            f.following_first_year = f.collection_year + 1
            AND COALESCE(f.following_reason_code, '') <> 'S', FALSE
        ) AS is_care_going_on
    FROM followed_episodes AS f
),

judged_episodes AS (
    SELECT
        c.*,
        CASE
            WHEN c.following_start_date < c.end_date
                THEN CASE WHEN c.is_next_in_return THEN 'overlap_in_return' ELSE 'overlap_cut' END
            WHEN c.end_date IS NULL AND c.is_next_in_return THEN 'open_in_return'
            WHEN
                c.end_date IS NULL
                AND (c.following_start_date <= c.day_after_return OR c.is_care_going_on)
                THEN 'closed_by_next'
            WHEN c.end_date IS NULL AND c.next_collection_year IS NOT NULL THEN 'not_in_later_returns'
            WHEN
                c.reason_episode_ceased_code = 'X1' AND c.is_care_going_on
                AND c.following_start_date > c.end_date
                AND (
                    c.following_start_date <= c.end_date + INTERVAL 31 DAY
                    OR c.following_start_date = c.restated_start_date
                )
                THEN 'gap_closed'
            WHEN
                c.reason_episode_ceased_code <> 'X1' AND c.is_care_going_on
                AND c.end_date >= c.as_at_date AND c.following_start_date <= c.day_after_return
                AND n.code IS NOT NULL
                THEN 'continued_after_year_end'
            WHEN
                COALESCE(c.end_date, DATE '9999-12-31') <> COALESCE(c.returned_end_date, DATE '9999-12-31')
                THEN 'end_unusable'
        END AS end_repair_code
    FROM compared_episodes AS c
    LEFT JOIN seed_reason_for_new_episode AS n ON c.following_reason_code = n.code
),

closed_episodes AS (
    SELECT
        j.*,
        CASE
            WHEN j.end_repair_code = 'not_in_later_returns' THEN j.day_after_return
            WHEN j.end_repair_code IS NULL OR j.end_repair_code = 'end_unusable' THEN j.end_date
            ELSE j.following_start_date
        END AS closed_end_date
    FROM judged_episodes AS j
)

SELECT
    c.child_key,
    c.start_date,
    CAST(c.closed_end_date AS DATE) AS end_date,
    c.la_code,
    c.collection_year,
    c.row_id,
    c.reason_for_new_episode_code,
    c.legal_status_code,
    c.category_of_need_code,
    c.placement_type_code,
    c.placement_provider_code,
    c.reason_episode_ceased_code,
    c.reason_for_placement_change_code,
    c.home_postcode,
    c.placement_postcode,
    c.placement_urn,
    COALESCE(c.closed_end_date, DATE '9999-12-31')
    <> COALESCE(c.returned_end_date, DATE '9999-12-31') AS is_end_assumed,
    c.returned_end_date,
    CAST(c.end_repair_code AS VARCHAR) AS end_repair_code,
    CAST(c.following_row_id AS VARCHAR) AS next_row_id,
    CAST(c.following_year AS INTEGER) AS next_collection_year,
    CAST(COALESCE(c.end_repair_code = 'continued_after_year_end', FALSE) AS BOOLEAN) AS is_continued
FROM closed_episodes AS c
