/*---
description: One row per episode row without a start that can be, whose start the local authority's return before tells.
grain: [row_id]
columns:
  start_date: Start of the same episode in the return before.
  proving_collection_year: Collection year of the return before.
  proving_row_id: Row of the return before.
source: >-
  An episode open in one return is told again by the next. When the next does not tell it from its day but has a row of
  the child whose start is no date, or after the return's last day, and every code, postcode and URN that the two share
  agrees, that row is the same episode, and the earlier return tells when it began. With two such episodes nothing is taken.
---*/
WITH episodes AS (
    SELECT
        e.*,
        c.child_key AS resolved_child_key,
        r.next_collection_year,
        COALESCE(e.start_date <= r.as_at_date, FALSE) AS has_start
    FROM stg_ssda903__episodes AS e
    INNER JOIN int_children__resolved AS c ON e.child_key = c.received_child_key
    INNER JOIN int_returns__episodes AS r
        ON e.la_code = r.la_code AND e.collection_year = r.collection_year
),

matched_episodes AS (
    SELECT
        l.row_id,
        l.resolved_child_key,
        l.collection_year,
        MIN(e.start_date) AS start_date,
        MAX(e.start_date) AS other_start_date,
        MAX(e.collection_year) AS proving_collection_year,
        MAX(e.row_id) AS proving_row_id
    FROM episodes AS e
    INNER JOIN episodes AS l
        ON
            e.resolved_child_key = l.resolved_child_key
            AND e.next_collection_year = l.collection_year
            AND COALESCE(e.reason_for_new_episode_code, '') = COALESCE(l.reason_for_new_episode_code, '')
            AND COALESCE(e.legal_status_code, '') = COALESCE(l.legal_status_code, '')
            AND COALESCE(e.category_of_need_code, '') = COALESCE(l.category_of_need_code, '')
            AND COALESCE(e.placement_type_code, '') = COALESCE(l.placement_type_code, '')
            AND COALESCE(e.placement_provider_code, '') = COALESCE(l.placement_provider_code, '')
            AND COALESCE(e.placement_postcode, '') = COALESCE(l.placement_postcode, '')
            AND COALESCE(e.placement_urn, '') = COALESCE(l.placement_urn, '')
    WHERE
        e.has_start
        AND e.end_date_text IS NULL
        AND e.reason_episode_ceased_code IS NULL
        AND NOT l.has_start
    GROUP BY l.row_id, l.resolved_child_key, l.collection_year
)

SELECT
    m.row_id,
    CAST(m.start_date AS DATE) AS start_date,
    CAST(m.proving_collection_year AS INTEGER) AS proving_collection_year,
    CAST(m.proving_row_id AS VARCHAR) AS proving_row_id
FROM matched_episodes AS m
WHERE
    m.start_date = m.other_start_date
    AND NOT EXISTS (
        SELECT 1
        FROM episodes AS t
        WHERE
            t.resolved_child_key = m.resolved_child_key
            AND t.collection_year = m.collection_year
            AND t.has_start
            AND t.start_date = m.start_date
    )
