/*---
description: One row per period of care, from the day a child starts to be looked after to the day care ends.
grain: [period_of_care_key]
columns:
  entry_number: Which period of care of the child this is in the returns held, from 1.
  start_date: First day of the period of care.
  end_date: First day after the period of care; NULL while the child is looked after.
  start_collection_year: Collection year in which the period began, the year in which the next 31 March falls.
  age_at_start: Age in completed years on the first day; NULL when the date of birth is not known.
  age_at_end: Age in completed years on the last day; NULL while open or when the date of birth is not known.
  is_start_observed: Whether a return holds the start (reason for new episode S); otherwise care began before the returns held.
  is_short_break: Whether it began as an agreed series of short breaks (V3, V4).
  number_of_episodes: Episodes in the period.
  first_legal_status_group: Legal status group when care began.
  first_category_of_need: Category of need when care began.
  first_placement_group: Placement group of the first episode.
  first_provider_group: Provider group of the first episode.
  final_legal_status_group: Legal status group of the last episode.
  final_reason_episode_ceased_code: Reason episode ceased code of the last episode; NULL while open.
source: SSDA903 guide, period of care; age at the first day looked after
---*/
WITH ordered_episodes AS (
    SELECT
        e.*,
        ROW_NUMBER() OVER (
            PARTITION BY e.period_of_care_key ORDER BY e.start_date DESC
        ) AS episodes_to_the_end
    FROM fct_placement_episode AS e
),

first_episodes AS (
    SELECT
        o.period_of_care_key,
        o.child_key,
        o.la_code,
        o.start_date,
        o.reason_for_new_episode_code,
        o.is_short_break,
        o.legal_status_group,
        o.category_of_need,
        o.placement_group,
        o.provider_group
    FROM ordered_episodes AS o
    WHERE o.episode_number = 1
),

last_episodes AS (
    SELECT
        o.period_of_care_key,
        o.end_date,
        o.episode_number AS number_of_episodes,
        o.legal_status_group,
        o.reason_episode_ceased_code
    FROM ordered_episodes AS o
    WHERE o.episodes_to_the_end = 1
),

dated_periods AS (
    SELECT
        f.*,
        l.end_date,
        l.number_of_episodes,
        l.legal_status_group AS final_legal_status_group,
        l.reason_episode_ceased_code AS final_reason_episode_ceased_code,
        -- A date as the number yyyymmdd: ten thousand of it is a completed year.
        EXTRACT(YEAR FROM f.start_date) * 10000
        + EXTRACT(MONTH FROM f.start_date) * 100 + EXTRACT(DAY FROM f.start_date) AS start_number,
        EXTRACT(YEAR FROM l.end_date) * 10000
        + EXTRACT(MONTH FROM l.end_date) * 100 + EXTRACT(DAY FROM l.end_date) AS end_number,
        EXTRACT(YEAR FROM c.birth_date) * 10000
        + EXTRACT(MONTH FROM c.birth_date) * 100 + EXTRACT(DAY FROM c.birth_date) AS birth_number
    FROM first_episodes AS f
    INNER JOIN last_episodes AS l ON f.period_of_care_key = l.period_of_care_key
    LEFT JOIN dim_child AS c ON f.child_key = c.child_key
)

SELECT
    d.period_of_care_key,
    d.child_key,
    d.la_code,
    CAST(
        ROW_NUMBER() OVER (PARTITION BY d.child_key ORDER BY d.start_date) AS INTEGER
    ) AS entry_number,
    CAST(d.start_date AS DATE) AS start_date,
    CAST(d.end_date AS DATE) AS end_date,
    CAST(
        EXTRACT(YEAR FROM d.start_date)
        + CASE WHEN EXTRACT(MONTH FROM d.start_date) >= 4 THEN 1 ELSE 0 END AS INTEGER
    ) AS start_collection_year,
    CAST(FLOOR((d.start_number - d.birth_number) / 10000) AS INTEGER) AS age_at_start,
    CAST(FLOOR((d.end_number - d.birth_number) / 10000) AS INTEGER) AS age_at_end,
    COALESCE(d.reason_for_new_episode_code = 'S', FALSE) AS is_start_observed,
    CAST(d.is_short_break AS BOOLEAN) AS is_short_break,
    CAST(d.number_of_episodes AS INTEGER) AS number_of_episodes,
    CAST(d.legal_status_group AS VARCHAR) AS first_legal_status_group,
    CAST(d.category_of_need AS VARCHAR) AS first_category_of_need,
    CAST(d.placement_group AS VARCHAR) AS first_placement_group,
    CAST(d.provider_group AS VARCHAR) AS first_provider_group,
    CAST(d.final_legal_status_group AS VARCHAR) AS final_legal_status_group,
    CAST(d.final_reason_episode_ceased_code AS VARCHAR) AS final_reason_episode_ceased_code
FROM dated_periods AS d
