/*---
description: One row per episode that is not in force, because a later return tells otherwise of the day on which it began.
grain: [child_key, start_date]
columns:
  repair_code: Whether the same episode was restated from another day (start_restated) or another stands in its place (overruled).
  proving_start_date: Start of the episode of the later return.
  proving_collection_year: Collection year of the later return.
  proving_row_id: Row of the later return.
source: >-
  The latest return knows best. An episode is overruled when one that a later return tells began before it and had
  not ended when it began. It was restated from a later day when its own return left it open, no later return holds it,
  and the child's next episode, unknown to its return, begins within its return's time with the same reason, legal status,
  placement, provider, postcode and URN: were it a move, one of them would differ.
---*/
WITH contradicted_episodes AS (
    SELECT
        e.child_key,
        e.start_date,
        e.la_code,
        e.collection_year,
        e.row_id,
        l.start_date AS proving_start_date,
        l.collection_year AS proving_collection_year,
        l.row_id AS proving_row_id,
        (
            l.start_date < e.start_date
            AND COALESCE(l.end_date, DATE '9999-12-31') > e.start_date
        ) AS is_covered,
        (
            e.end_date IS NULL
            AND l.start_date = e.next_start_date
            AND l.start_date <= e.as_at_date
        ) AS is_open_till_next,
        (
            l.first_collection_year > e.collection_year
            AND COALESCE(e.reason_for_new_episode_code, '') = COALESCE(l.reason_for_new_episode_code, '')
            AND COALESCE(e.legal_status_code, '') = COALESCE(l.legal_status_code, '')
            AND COALESCE(e.placement_type_code, '') = COALESCE(l.placement_type_code, '')
            AND COALESCE(e.placement_provider_code, '') = COALESCE(l.placement_provider_code, '')
            AND COALESCE(e.placement_postcode, '') = COALESCE(l.placement_postcode, '')
            AND COALESCE(e.placement_urn, '') = COALESCE(l.placement_urn, '')
        ) AS is_restated
    FROM int_episodes__told AS e
    INNER JOIN int_episodes__told AS l
        ON e.child_key = l.child_key AND e.collection_year < l.collection_year
),

ranked_episodes AS (
    SELECT
        c.*,
        ROW_NUMBER() OVER (
            PARTITION BY c.child_key, c.start_date
            ORDER BY
                c.is_restated DESC,
                c.proving_collection_year DESC,
                c.proving_start_date DESC
        ) AS preference
    FROM contradicted_episodes AS c
    WHERE c.is_covered OR (c.is_open_till_next AND c.is_restated)
)

SELECT
    r.child_key,
    r.start_date,
    r.la_code,
    r.collection_year,
    r.row_id,
    CAST(CASE WHEN r.is_restated THEN 'start_restated' ELSE 'overruled' END AS VARCHAR) AS repair_code,
    CAST(r.proving_start_date AS DATE) AS proving_start_date,
    CAST(r.proving_collection_year AS INTEGER) AS proving_collection_year,
    CAST(r.proving_row_id AS VARCHAR) AS proving_row_id
FROM ranked_episodes AS r
WHERE r.preference = 1
