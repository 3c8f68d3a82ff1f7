/*---
description: One row per episode with the period of care that it belongs to.
grain: [child_key, start_date]
columns:
  period_of_care_number: Which period of care of the child this is in the returns held, from 1.
  period_start_date: First day of the period of care.
  is_period_start: Whether the episode begins a period of care.
source: >-
  SSDA903: a period of care begins with reason for new episode S and ends with a reason episode ceased other than
  X1. An episode that a return ended with such a reason on its last day, though the next return goes on with the same
  care, ends none. "Episode of care" and "care episode" of the DfE data pack 2013 are periods of care, not episodes.
---*/
WITH compared_episodes AS (
    SELECT
        e.child_key,
        e.start_date,
        e.end_date,
        e.la_code,
        e.collection_year,
        e.row_id,
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
        e.is_end_assumed,
        LAG(e.start_date) OVER (PARTITION BY e.child_key ORDER BY e.start_date) AS previous_start_date,
        LAG(e.reason_episode_ceased_code) OVER (
            PARTITION BY e.child_key ORDER BY e.start_date
        ) AS previous_reason_episode_ceased_code,
        LAG(e.is_continued) OVER (PARTITION BY e.child_key ORDER BY e.start_date) AS is_previous_continued
    FROM int_episodes__in_force AS e
),

marked_episodes AS (
    SELECT
        c.*,
        (
            c.previous_start_date IS NULL
            OR COALESCE(c.reason_for_new_episode_code = 'S', FALSE)
            OR (
                COALESCE(c.previous_reason_episode_ceased_code <> 'X1', FALSE)
                AND NOT COALESCE(c.is_previous_continued, FALSE)
            )
        ) AS is_period_start
    FROM compared_episodes AS c
),

numbered_episodes AS (
    SELECT
        m.*,
        SUM(CASE WHEN m.is_period_start THEN 1 ELSE 0 END) OVER (
            PARTITION BY m.child_key ORDER BY m.start_date
        ) AS period_of_care_number
    FROM marked_episodes AS m
)

SELECT
    n.child_key,
    n.start_date,
    n.end_date,
    CAST(n.period_of_care_number AS INTEGER) AS period_of_care_number,
    CAST(
        MIN(n.start_date) OVER (PARTITION BY n.child_key, n.period_of_care_number) AS DATE
    ) AS period_start_date,
    CAST(n.is_period_start AS BOOLEAN) AS is_period_start,
    n.la_code,
    n.collection_year,
    n.row_id,
    n.reason_for_new_episode_code,
    n.legal_status_code,
    n.category_of_need_code,
    n.placement_type_code,
    n.placement_provider_code,
    n.reason_episode_ceased_code,
    n.reason_for_placement_change_code,
    n.home_postcode,
    n.placement_postcode,
    n.placement_urn,
    n.is_end_assumed
FROM numbered_episodes AS n
