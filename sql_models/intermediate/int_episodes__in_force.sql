/*---
description: One row per episode of a child, as the latest return that restates it tells it, closed so that no two overlap.
grain: [child_key, start_date]
columns:
  end_date: First day that the episode no longer covers; NULL while it is open.
  is_end_assumed: Whether the end was set here because a return left it open or overlapping.
source: >-
  A yearly return restates the episodes of the year before that were still open. The same child and start date
  are the same episode, and the latest return knows best. An episode left open is ended by the child's next
  episode or, when the LA's next return no longer holds it, the day after the last day its own return covers. One that
  begins after that day is not in force: its date is a slip, and the rules report it.
---*/
WITH returns_of_la AS (
    SELECT
        s.la_code,
        s.collection_year,
        MAX(s.as_at_date) AS as_at_date,
        MAX(s.collection_year) OVER (PARTITION BY s.la_code) AS latest_collection_year
    FROM stg_intake__submissions AS s
    WHERE s.source = 'ssda903' AND s.table_name = 'episodes'
    GROUP BY s.la_code, s.collection_year
),

ranked_episodes AS (
    SELECT
        e.child_key,
        e.start_date,
        e.la_code,
        e.collection_year,
        e.row_id,
        e.end_date,
        e.reason_for_new_episode_code,
        e.legal_status_code,
        e.category_of_need_code,
        e.placement_type_code,
        e.placement_provider_code,
        e.reason_episode_ceased_code,
        e.reason_for_placement_change_code,
        e.home_postcode,
        e.placement_postcode,
        e.placement_urn,
        ROW_NUMBER() OVER (
            PARTITION BY e.child_key, e.start_date
            ORDER BY
                e.collection_year DESC,
                COALESCE(e.end_date, DATE '9999-12-31') DESC,
                e.row_id DESC
        ) AS preference
    FROM stg_ssda903__episodes AS e
    LEFT JOIN returns_of_la AS r
        ON e.la_code = r.la_code AND e.collection_year = r.collection_year
    WHERE
        e.child_key IS NOT NULL
        AND e.start_date IS NOT NULL
        -- A return cannot know of an episode that begins after its last day: the date is a slip.
        AND (r.as_at_date IS NULL OR e.start_date <= r.as_at_date)
),

sequenced_episodes AS (
    SELECT
        r.child_key,
        r.start_date,
        r.la_code,
        r.collection_year,
        r.row_id,
        r.end_date,
        r.reason_for_new_episode_code,
        r.legal_status_code,
        r.category_of_need_code,
        r.placement_type_code,
        r.placement_provider_code,
        r.reason_episode_ceased_code,
        r.reason_for_placement_change_code,
        r.home_postcode,
        r.placement_postcode,
        r.placement_urn,
        LEAD(r.start_date) OVER (PARTITION BY r.child_key ORDER BY r.start_date) AS next_start_date
    FROM ranked_episodes AS r
    WHERE r.preference = 1
),

closed_episodes AS (
    SELECT
        s.child_key,
        s.start_date,
        s.la_code,
        s.collection_year,
        s.row_id,
        s.end_date AS returned_end_date,
        s.reason_for_new_episode_code,
        s.legal_status_code,
        s.category_of_need_code,
        s.placement_type_code,
        s.placement_provider_code,
        s.reason_episode_ceased_code,
        s.reason_for_placement_change_code,
        s.home_postcode,
        s.placement_postcode,
        s.placement_urn,
        CASE
            WHEN s.end_date < s.start_date THEN s.start_date
            WHEN s.next_start_date < COALESCE(s.end_date, DATE '9999-12-31') THEN s.next_start_date
            WHEN s.end_date IS NULL AND s.collection_year < r.latest_collection_year
                THEN CAST(r.as_at_date + INTERVAL 1 DAY AS DATE)
            ELSE s.end_date
        END AS end_date
    FROM sequenced_episodes AS s
    LEFT JOIN returns_of_la AS r
        ON s.la_code = r.la_code AND s.collection_year = r.collection_year
)

SELECT
    c.child_key,
    c.start_date,
    CAST(c.end_date AS DATE) AS end_date,
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
    COALESCE(c.end_date <> c.returned_end_date, c.end_date IS NOT NULL) AS is_end_assumed
FROM closed_episodes AS c
