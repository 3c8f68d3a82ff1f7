/*---
description: One row per time a child was missing or away, as the latest return that restates it tells it, closed so that no two overlap.
grain: [child_key, start_date]
columns:
  end_date: First day on which the child is back; NULL while the child is away. Back on the day of going is that day.
  is_end_assumed: Whether the end was set here because a return left it open, overlapping or before the start.
source: >-
  A yearly return restates the times that went on when the year before ended. The same child and first day are the
  same time, and the latest return knows best. A child who goes missing again was back by then. A time left open
  that the LA's next return no longer holds ended by the last day of its own return, as with episodes.
---*/
WITH returns_of_la AS (
    SELECT
        s.la_code,
        s.collection_year,
        MAX(s.as_at_date) AS as_at_date,
        MAX(s.collection_year) OVER (PARTITION BY s.la_code) AS latest_collection_year
    FROM stg_intake__submissions AS s
    WHERE s.source = 'ssda903' AND s.table_name = 'missing'
    GROUP BY s.la_code, s.collection_year
),

ranked_times AS (
    SELECT
        c.child_key,
        m.la_code,
        m.start_date,
        m.end_date,
        m.missing_type_code,
        m.collection_year,
        m.row_id,
        r.as_at_date,
        r.latest_collection_year,
        ROW_NUMBER() OVER (
            PARTITION BY c.child_key, m.start_date
            ORDER BY
                m.collection_year DESC,
                COALESCE(m.end_date, DATE '9999-12-31') DESC,
                m.missing_type_code DESC,
                m.row_id DESC
        ) AS preference
    FROM stg_ssda903__missing AS m
    INNER JOIN int_children__resolved AS c ON m.child_key = c.received_child_key
    LEFT JOIN returns_of_la AS r
        ON m.la_code = r.la_code AND m.collection_year = r.collection_year
    WHERE
        m.start_date IS NOT NULL
        -- A return cannot know of a time that begins after its last day: the date is a slip.
        AND (r.as_at_date IS NULL OR m.start_date <= r.as_at_date)
),

followed_times AS (
    SELECT
        t.*,
        LEAD(t.start_date) OVER (PARTITION BY t.child_key ORDER BY t.start_date) AS next_start_date
    FROM ranked_times AS t
    WHERE t.preference = 1
),

closed_times AS (
    SELECT
        f.*,
        CAST(CASE
            WHEN f.end_date < f.start_date THEN f.start_date
            WHEN f.next_start_date < COALESCE(f.end_date, DATE '9999-12-31') THEN f.next_start_date
            WHEN f.end_date IS NULL AND f.collection_year < f.latest_collection_year
                THEN f.as_at_date + INTERVAL 1 DAY
            ELSE f.end_date
        END AS DATE) AS closed_date
    FROM followed_times AS f
)

SELECT
    c.child_key,
    c.la_code,
    c.start_date,
    c.closed_date AS end_date,
    c.missing_type_code,
    CAST(COALESCE(c.closed_date <> c.end_date, c.closed_date IS NOT NULL) AS BOOLEAN) AS is_end_assumed,
    c.collection_year,
    c.row_id
FROM closed_times AS c
