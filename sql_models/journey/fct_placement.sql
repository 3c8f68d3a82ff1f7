/*---
description: One row per placement, the episodes in a row of a period of care with one carer.
grain: [placement_key]
columns:
  placement_key: Key of the placement, from the child and its first day.
  counted_placement_key: Key of the placement in which the counted placement began, this one or the one that it goes on with or interrupts; NULL before the first that is not temporary.
  placement_number: Place of the placement in its period of care, from 1; temporary ones have theirs.
  start_date: First day of the placement.
  end_date: First day after the placement; NULL while it lasts.
  is_start_observed: Whether a return holds the start; otherwise the placement began before the returns held.
  counted_placement_start_date: First day of the counted placement that it is, goes on with or interrupts; NULL before the first that is not temporary.
  first_placement_type_code: Placement type code on the first day.
  first_placement_group: Group of the placement type on the first day.
  placement_type_code: Placement type code on the last day.
  placement_group: Group of the placement type on the last day.
  placement_provider_code: Placement provider code on the last day.
  provider_group: Group of the placement provider on the last day; Unknown when not returned.
  previous_placement_group: Group of the placement type of the placement before in the period of care; None for its first.
  placement_urn: Ofsted unique reference number on the last day.
  reason_for_placement_change_code: Why the placement changed for another one; NULL while it lasts, at the end of care and into or out of a temporary placement.
  reason_placement_ended: Still in placement; the reason care ended; Temporary placement, into one or out of it; or the reason for the change of placement. Unknown when not returned.
  age_at_start: Age in completed years on the first day; NULL when the date of birth is not known.
  age_at_end: Age in completed years when the placement ended; NULL while it lasts or when the date of birth is not known.
  days: Days in the placement, while it lasts to the last day that the LA's latest return covers.
  number_of_episodes: Episodes in the placement.
  collection_year: Collection year of the return that tells the last episode.
  row_id: Row that tells the last episode.
source: >-
  SSDA903 reason for new episode; int_episodes__in_placement has what begins a placement. A temporary placement is a row
  of its own and not one counted: the placement goes on after it. Ages of Walsall's figure 26 and appendix 14.4, which
  say not of which day: here on the first and last day of the placement, and at the year's end in
  fct_looked_after_at_year_end. Walsall's figure 30 has blank reasons in its total, so they are Unknown here, not left out.
---*/
WITH ordered_episodes AS (
    SELECT
        e.*,
        ROW_NUMBER() OVER (PARTITION BY e.placement_key ORDER BY e.start_date) AS place,
        ROW_NUMBER() OVER (PARTITION BY e.placement_key ORDER BY e.start_date DESC) AS place_from_last,
        SUM(e.days) OVER (PARTITION BY e.placement_key) AS days_in_placement,
        LEAD(e.is_temporary OR e.is_missing) OVER (
            PARTITION BY e.period_of_care_key ORDER BY e.start_date
        ) AS is_interrupted_next
    FROM fct_placement_episode AS e
),

first_episodes AS (
    SELECT
        o.*,
        ROW_NUMBER() OVER (
            PARTITION BY o.period_of_care_key ORDER BY o.start_date
        ) AS placement_number
    FROM ordered_episodes AS o
    WHERE o.place = 1
),

ended_placements AS (
    SELECT
        o.*,
        EXTRACT(YEAR FROM o.end_date) * 10000
        + EXTRACT(MONTH FROM o.end_date) * 100 + EXTRACT(DAY FROM o.end_date) AS end_number,
        EXTRACT(YEAR FROM c.birth_date) * 10000
        + EXTRACT(MONTH FROM c.birth_date) * 100 + EXTRACT(DAY FROM c.birth_date) AS birth_number,
        CASE
            WHEN o.end_date IS NULL THEN 'Still in placement'
            WHEN x.is_end_of_care THEN x.label
            WHEN o.is_temporary OR o.is_missing OR o.is_interrupted_next THEN 'Temporary placement'
            ELSE COALESCE(r.label, 'Unknown')
        END AS reason_placement_ended
    FROM ordered_episodes AS o
    LEFT JOIN dim_child AS c ON o.child_key = c.child_key
    LEFT JOIN seed_reason_episode_ceased AS x ON o.reason_episode_ceased_code = x.code
    LEFT JOIN seed_reason_for_placement_change AS r ON o.reason_for_placement_change_code = r.code
    WHERE o.place_from_last = 1
)

SELECT
    f.placement_key,
    CAST(l.counted_placement_key AS VARCHAR) AS counted_placement_key,
    f.child_key,
    f.la_code,
    f.period_of_care_key,
    CAST(f.placement_number AS INTEGER) AS placement_number,
    f.start_date,
    CAST(l.end_date AS DATE) AS end_date,
    CAST(f.placement_number > 1 OR COALESCE(n.is_new_placement, FALSE) AS BOOLEAN) AS is_start_observed,
    CAST(l.placement_start_date AS DATE) AS counted_placement_start_date,
    f.is_temporary,
    f.is_missing,
    CAST(f.placement_type_code AS VARCHAR) AS first_placement_type_code,
    CAST(f.placement_group AS VARCHAR) AS first_placement_group,
    CAST(l.placement_type_code AS VARCHAR) AS placement_type_code,
    CAST(l.placement_group AS VARCHAR) AS placement_group,
    CAST(l.placement_provider_code AS VARCHAR) AS placement_provider_code,
    CAST(l.provider_group AS VARCHAR) AS provider_group,
    CAST(f.previous_placement_group AS VARCHAR) AS previous_placement_group,
    CAST(l.placement_urn AS VARCHAR) AS placement_urn,
    CAST(l.reason_for_placement_change_code AS VARCHAR) AS reason_for_placement_change_code,
    CAST(l.reason_placement_ended AS VARCHAR) AS reason_placement_ended,
    CAST(f.age_at_start AS INTEGER) AS age_at_start,
    CAST(FLOOR((l.end_number - l.birth_number) / 10000) AS INTEGER) AS age_at_end,
    CAST(l.days_in_placement AS INTEGER) AS days,
    CAST(l.place AS INTEGER) AS number_of_episodes,
    CAST(l.collection_year AS INTEGER) AS collection_year,
    CAST(l.row_id AS VARCHAR) AS row_id
FROM first_episodes AS f
INNER JOIN ended_placements AS l ON f.placement_key = l.placement_key
LEFT JOIN seed_reason_for_new_episode AS n ON f.reason_for_new_episode_code = n.code
