/*---
description: One row per spell of a social worker with a child, as the latest return that restates it tells it, closed so that no two overlap.
grain: [child_key, start_date]
columns:
  end_date: First day that the spell no longer covers; NULL while it lasts.
  is_end_assumed: Whether the end was set here because a return left it open, overlapping or before the start.
source: >-
  A yearly return restates the spells that went on when the year before ended. The same child and first day are the
  same spell, and the latest return knows best. A child has one allocated social worker at a time, so another ends the
  spell. One left open that the LA's next return no longer holds ended with its own return, as with episodes.
---*/
WITH returns_of_la AS (
    SELECT
        s.la_code,
        s.collection_year,
        MAX(s.as_at_date) AS as_at_date,
        MAX(s.collection_year) OVER (PARTITION BY s.la_code) AS latest_collection_year
    FROM stg_intake__submissions AS s
    WHERE s.source = 'ssda903' AND s.table_name = 'social_worker_episodes'
    GROUP BY s.la_code, s.collection_year
),

ranked_spells AS (
    SELECT
        c.child_key,
        t.la_code,
        t.start_date,
        t.end_date,
        t.social_worker_id,
        t.social_worker_change_reason_code,
        t.collection_year,
        t.row_id,
        r.as_at_date,
        r.latest_collection_year,
        ROW_NUMBER() OVER (
            PARTITION BY c.child_key, t.start_date
            ORDER BY
                t.collection_year DESC,
                COALESCE(t.end_date, DATE '9999-12-31') DESC,
                COALESCE(t.social_worker_id, '') DESC,
                COALESCE(t.social_worker_change_reason_code, '') DESC,
                t.row_id DESC
        ) AS preference
    FROM stg_ssda903__social_worker_episodes AS t
    INNER JOIN int_children__resolved AS c ON t.child_key = c.received_child_key
    LEFT JOIN returns_of_la AS r
        ON t.la_code = r.la_code AND t.collection_year = r.collection_year
    WHERE
        t.start_date IS NOT NULL
        -- A return cannot know of a spell that begins after its last day: the date is a slip.
        AND (r.as_at_date IS NULL OR t.start_date <= r.as_at_date)
),

followed_spells AS (
    SELECT
        t.*,
        LEAD(t.start_date) OVER (PARTITION BY t.child_key ORDER BY t.start_date) AS next_start_date
    FROM ranked_spells AS t
    WHERE t.preference = 1
),

closed_spells AS (
    SELECT
        f.*,
        CAST(CASE
            WHEN f.end_date < f.start_date THEN f.start_date
            WHEN f.next_start_date < COALESCE(f.end_date, DATE '9999-12-31') THEN f.next_start_date
            WHEN f.end_date IS NULL AND f.collection_year < f.latest_collection_year
                THEN f.as_at_date + INTERVAL 1 DAY
            ELSE f.end_date
        END AS DATE) AS closed_date
    FROM followed_spells AS f
)

SELECT
    t.child_key,
    t.la_code,
    t.start_date,
    t.closed_date AS end_date,
    t.social_worker_id,
    t.social_worker_change_reason_code,
    CAST(COALESCE(t.closed_date <> t.end_date, t.closed_date IS NOT NULL) AS BOOLEAN) AS is_end_assumed,
    t.collection_year,
    t.row_id
FROM closed_spells AS t
