/*---
description: One row per period of care, from the day a child starts to be looked after to the day care ends.
grain: [period_of_care_key]
columns:
  entry_number: Which period of care of the child this is in the returns held, from 1.
  start_date: First day of the period of care.
  end_date: First day after the period of care; NULL while the child is looked after.
  is_open: Whether the child is still looked after.
  start_collection_year: Collection year in which the period began, the year in which the next 31 March falls.
  end_collection_year: Collection year in which the period ended; NULL while open.
  age_at_start: Age in completed years on the first day; NULL when the date of birth is not known.
  age_at_end: Age in completed years when care ended, 18 from the eighteenth birthday on; NULL while open or when the date of birth is not known.
  days: Days looked after, while open to the last day that the LA's latest return covers.
  is_start_observed: Whether a return holds the start (reason for new episode S); otherwise care began before the returns held.
  is_short_break: Whether it began as an agreed series of short breaks (V3, V4).
  is_last_exit_of_year: Whether it ended, was no short breaks in the end, and the child left no other time later in that collection year.
  number_of_episodes: Episodes in the period.
  number_of_placements: Counted placements in the period, at least 1; temporary ones are not counted.
  first_legal_status_code: Legal status code when care began.
  first_legal_status_group: Legal status group when care began.
  first_category_of_need_code: Category of need code when care began.
  first_category_of_need: Category of need when care began.
  first_placement_type_code: Placement type code of the first episode.
  first_placement_group: Placement group of the first episode.
  first_provider_group: Provider group of the first episode.
  final_legal_status_code: Legal status code of the last episode.
  final_legal_status_group: Legal status group of the last episode.
  final_placement_type_code: Placement type code of the last episode.
  final_placement_group: Placement group of the last episode.
  final_reason_episode_ceased_code: Reason episode ceased code of the last episode; NULL while open.
  exit_reason: Why care ended; Still looked after while open, Unknown when no return says.
  exit_reason_group: Group of that reason as publications have it.
  previous_end_date: First day after the child's period of care before; NULL for the first in the returns held.
  previous_exit_reason_group: Why the period of care before ended; None for the first in the returns held.
  days_since_last_exit: Days from the end of the period of care before to this start; NULL for the first in the returns held.
source: >-
  SSDA903 guide, period of care. Not settled in the documents: the age and the category of need at the start are those of
  this period, not of the child's first ever (entry 1 has them as far as returns go back). Ceasing counts each period
  that ends; is_last_exit_of_year counts children instead, as DfE's national file does. Entries before the first return
  are not known and not counted, as in Walsall 6.4.
---*/
WITH ordered_episodes AS (
    SELECT
        e.*,
        ROW_NUMBER() OVER (
            PARTITION BY e.period_of_care_key ORDER BY e.start_date DESC
        ) AS episodes_to_the_end
    FROM fct_placement_episode AS e
),

totals AS (
    SELECT
        e.period_of_care_key,
        SUM(e.days) AS days,
        GREATEST(COUNT(DISTINCT e.placement_start_date), 1) AS number_of_placements
    FROM fct_placement_episode AS e
    GROUP BY e.period_of_care_key
),

-- A period is its last episode, with what the first one and all of them tell.
periods AS (
    SELECT
        l.*,
        f.start_date AS period_start_date,
        f.reason_for_new_episode_code = 'S' AS is_start_observed,
        f.is_short_break AS is_short_break_at_start,
        f.age_at_start AS age_at_period_start,
        f.legal_status_code AS first_legal_status_code,
        f.legal_status_group AS first_legal_status_group,
        f.category_of_need_code AS first_category_of_need_code,
        f.category_of_need AS first_category_of_need,
        f.placement_type_code AS first_placement_type_code,
        f.placement_group AS first_placement_group,
        f.provider_group AS first_provider_group,
        t.days AS days_looked_after,
        t.number_of_placements,
        x.label AS exit_reason,
        x.exit_reason_group,
        CASE WHEN l.end_date IS NULL THEN 'Still looked after' ELSE 'Unknown' END AS without_reason,
        -- Nine months on, 1 April is 1 January: the year is the collection year.
        EXTRACT(YEAR FROM f.start_date + INTERVAL 9 MONTH) AS start_collection_year,
        EXTRACT(YEAR FROM l.end_date + INTERVAL 9 MONTH) AS end_collection_year,
        -- A date as the number yyyymmdd: ten thousand of it is a completed year.
        EXTRACT(YEAR FROM l.end_date) * 10000
        + EXTRACT(MONTH FROM l.end_date) * 100 + EXTRACT(DAY FROM l.end_date) AS end_number,
        EXTRACT(YEAR FROM c.birth_date) * 10000
        + EXTRACT(MONTH FROM c.birth_date) * 100 + EXTRACT(DAY FROM c.birth_date) AS birth_number
    FROM ordered_episodes AS l
    INNER JOIN ordered_episodes AS f
        ON l.period_of_care_key = f.period_of_care_key AND f.episode_number = 1
    INNER JOIN totals AS t ON l.period_of_care_key = t.period_of_care_key
    LEFT JOIN dim_child AS c ON l.child_key = c.child_key
    LEFT JOIN seed_reason_episode_ceased AS x
        ON l.reason_episode_ceased_code = x.code AND x.is_end_of_care AND l.end_date IS NOT NULL
    WHERE l.episodes_to_the_end = 1
),

numbered_periods AS (
    SELECT
        p.*,
        COALESCE(p.exit_reason_group, p.without_reason) AS exit_group,
        ROW_NUMBER() OVER (PARTITION BY p.child_key ORDER BY p.period_start_date) AS entry_number,
        ROW_NUMBER() OVER (
            PARTITION BY p.child_key, p.end_collection_year, p.is_short_break
            ORDER BY p.period_start_date DESC
        ) AS exits_to_the_last
    FROM periods AS p
)

SELECT
    n.period_of_care_key,
    n.child_key,
    n.la_code,
    CAST(n.entry_number AS INTEGER) AS entry_number,
    CAST(n.period_start_date AS DATE) AS start_date,
    CAST(n.end_date AS DATE) AS end_date,
    CAST(n.end_date IS NULL AS BOOLEAN) AS is_open,
    CAST(n.start_collection_year AS INTEGER) AS start_collection_year,
    CAST(n.end_collection_year AS INTEGER) AS end_collection_year,
    CAST(n.age_at_period_start AS INTEGER) AS age_at_start,
    CAST(FLOOR((n.end_number - n.birth_number) / 10000) AS INTEGER) AS age_at_end,
    CAST(n.days_looked_after AS INTEGER) AS days,
    CAST(COALESCE(n.is_start_observed, FALSE) AS BOOLEAN) AS is_start_observed,
    CAST(n.is_short_break_at_start AS BOOLEAN) AS is_short_break,
    CAST(
        n.end_date IS NOT NULL AND NOT n.is_short_break AND n.exits_to_the_last = 1 AS BOOLEAN
    ) AS is_last_exit_of_year,
    CAST(n.episode_number AS INTEGER) AS number_of_episodes,
    CAST(n.number_of_placements AS INTEGER) AS number_of_placements,
    CAST(n.first_legal_status_code AS VARCHAR) AS first_legal_status_code,
    CAST(n.first_legal_status_group AS VARCHAR) AS first_legal_status_group,
    CAST(n.first_category_of_need_code AS VARCHAR) AS first_category_of_need_code,
    CAST(n.first_category_of_need AS VARCHAR) AS first_category_of_need,
    CAST(n.first_placement_type_code AS VARCHAR) AS first_placement_type_code,
    CAST(n.first_placement_group AS VARCHAR) AS first_placement_group,
    CAST(n.first_provider_group AS VARCHAR) AS first_provider_group,
    CAST(n.legal_status_code AS VARCHAR) AS final_legal_status_code,
    CAST(n.legal_status_group AS VARCHAR) AS final_legal_status_group,
    CAST(n.placement_type_code AS VARCHAR) AS final_placement_type_code,
    CAST(n.placement_group AS VARCHAR) AS final_placement_group,
    CAST(n.reason_episode_ceased_code AS VARCHAR) AS final_reason_episode_ceased_code,
    CAST(COALESCE(n.exit_reason, n.without_reason) AS VARCHAR) AS exit_reason,
    CAST(n.exit_group AS VARCHAR) AS exit_reason_group,
    CAST(LAG(n.end_date) OVER care AS DATE) AS previous_end_date,
    CAST(LAG(n.exit_group, 1, 'None') OVER care AS VARCHAR) AS previous_exit_reason_group,
    CAST(DATE_DIFF('day', LAG(n.end_date) OVER care, n.period_start_date) AS INTEGER) AS days_since_last_exit,
    n.collection_year,
    n.row_id
FROM numbered_periods AS n
WINDOW care AS (PARTITION BY n.child_key ORDER BY n.period_start_date)
