/*---
description: One row per re-entry, a period of care of a child who had left care before in the returns held.
grain: [reentry_key]
columns:
  reentry_key: Key of the re-entry; the same as that of the period of care that it begins.
  earlier_period_of_care_key: Key of the child's period of care before.
  return_home_key: Key of the return home with which that ended; NULL when the child left care otherwise.
  start_date: First day of the new period of care.
  collection_year: Collection year in which the child came back.
  age_at_reentry: Age in completed years on the first day; NULL when the date of birth is not known.
  category_of_need_code: Category of need when the new period of care began.
  category_of_need: Category of need of the new period of care.
  earlier_category_of_need: Category of need of the period of care before.
  first_category_of_need: Category of need of the child's first period of care in the returns held.
  is_same_need_as_earlier: Whether the need is that of the period of care before; not so where either is Unknown.
  is_same_need_as_first: Whether the need is that of the child's first period of care; not so where either is Unknown.
  legal_status_group: Legal status group when the new period of care began.
  earlier_end_date: Day on which the child had left care.
  earlier_reason_episode_ceased_code: Reason for which the child had left care; NULL when no return tells it.
  earlier_exit_reason_group: Group of that reason; Unknown when no return tells it.
  is_after_return_home: Whether the child had gone home.
  days_since_exit: Days from leaving care to coming back.
  is_within_6_months: Whether the child came back by the same day six months later.
  is_within_1_year: Whether the child came back by the same day a year later.
  is_within_2_years: Whether the child came back by the same day two years later.
  is_within_5_years: Whether the child came back by the same day five years later.
source: >-
  DfE data pack 2013, figure 14 and p36; Walsall 6.4. An exit before the returns held is not known, so whoever comes
  back after it is no re-entry here. The pack asks for the same reason as the first period; whether the first ever or
  the one before is left open, so both are told. Coming back on the very day counts as any other.
---*/
WITH followed_periods AS (
    SELECT
        p.*,
        LAG(p.period_of_care_key) OVER (PARTITION BY p.child_key ORDER BY p.start_date) AS earlier_key,
        LAG(p.final_reason_episode_ceased_code) OVER (
            PARTITION BY p.child_key ORDER BY p.start_date
        ) AS earlier_reason_code,
        LAG(p.first_category_of_need) OVER (
            PARTITION BY p.child_key ORDER BY p.start_date
        ) AS earlier_need,
        FIRST_VALUE(p.first_category_of_need) OVER (
            PARTITION BY p.child_key ORDER BY p.start_date
        ) AS first_need
    FROM fct_period_of_care AS p
),

later_periods AS (
    SELECT
        f.*,
        NULLIF(f.first_category_of_need, 'Unknown') AS known_need
    FROM followed_periods AS f
    WHERE f.earlier_key IS NOT NULL
)

SELECT
    f.period_of_care_key AS reentry_key,
    f.child_key,
    f.la_code,
    f.period_of_care_key,
    CAST(f.earlier_key AS VARCHAR) AS earlier_period_of_care_key,
    CAST(h.return_home_key AS VARCHAR) AS return_home_key,
    f.start_date,
    f.start_collection_year AS collection_year,
    f.entry_number,
    f.age_at_start AS age_at_reentry,
    CAST(f.first_category_of_need_code AS VARCHAR) AS category_of_need_code,
    f.first_category_of_need AS category_of_need,
    CAST(f.earlier_need AS VARCHAR) AS earlier_category_of_need,
    CAST(f.first_need AS VARCHAR) AS first_category_of_need,
    COALESCE(f.known_need = f.earlier_need, FALSE) AS is_same_need_as_earlier,
    COALESCE(f.known_need = f.first_need, FALSE) AS is_same_need_as_first,
    f.first_legal_status_group AS legal_status_group,
    CAST(f.previous_end_date AS DATE) AS earlier_end_date,
    CAST(f.earlier_reason_code AS VARCHAR) AS earlier_reason_episode_ceased_code,
    CAST(f.previous_exit_reason_group AS VARCHAR) AS earlier_exit_reason_group,
    CAST(h.return_home_key IS NOT NULL AS BOOLEAN) AS is_after_return_home,
    f.days_since_last_exit AS days_since_exit,
    COALESCE(f.start_date <= f.previous_end_date + INTERVAL 6 MONTH, FALSE) AS is_within_6_months,
    COALESCE(f.start_date <= f.previous_end_date + INTERVAL 1 YEAR, FALSE) AS is_within_1_year,
    COALESCE(f.start_date <= f.previous_end_date + INTERVAL 2 YEAR, FALSE) AS is_within_2_years,
    COALESCE(f.start_date <= f.previous_end_date + INTERVAL 5 YEAR, FALSE) AS is_within_5_years,
    f.is_short_break
FROM later_periods AS f
LEFT JOIN fct_return_home AS h ON f.earlier_key = h.period_of_care_key
