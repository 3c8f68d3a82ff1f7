/*---
description: One row per placement episode and collection year in which it has a day of care, for the years that the LA has returned.
grain: [episode_key, collection_year]
columns:
  collection_year: Collection year of the days.
  age_in_year: Age in completed years on the first of the days; NULL when the date of birth is not known.
  days: Days of the episode in the year, up to the last day that the year's return covers.
  is_in_force_on_last_day: Whether the episode was in force on that last day.
source: >-
  Walsall figure 27, days of placements falling in the year. The first day counts and the last, on which the next
  episode begins or care ends, does not, so that the days of a child in care all year are 365 or 366. Each
  type of placement has its own days, temporary ones too. Days before the LA's first return are not counted, as they
  would be those only of children who stayed.
---*/
WITH years AS (
    SELECT
        r.la_code,
        r.collection_year,
        MAKE_DATE(r.collection_year - 1, 4, 1) AS first_day,
        CAST(r.as_at_date + INTERVAL 1 DAY AS DATE) AS day_after
    FROM fct_return AS r
    WHERE r.source = 'ssda903' AND r.table_name = 'episodes'
),

episodes_in_year AS (
    SELECT
        e.*,
        y.collection_year AS year_of_days,
        y.day_after,
        GREATEST(e.start_date, y.first_day) AS first_day_in_year,
        LEAST(COALESCE(e.end_date, y.day_after), y.day_after) AS day_after_in_year,
        c.birth_date
    FROM fct_placement_episode AS e
    INNER JOIN years AS y
        ON
            e.la_code = y.la_code
            AND e.start_date < y.day_after
            AND (e.end_date IS NULL OR e.end_date > y.first_day)
    LEFT JOIN dim_child AS c ON e.child_key = c.child_key
    WHERE e.end_date IS NULL OR e.end_date > e.start_date
)

SELECT
    e.episode_key,
    CAST(e.year_of_days AS INTEGER) AS collection_year,
    e.child_key,
    e.la_code,
    e.period_of_care_key,
    e.placement_key,
    e.legal_status_code,
    e.legal_status_group,
    e.is_short_break,
    e.placement_type_code,
    e.placement_group,
    e.placement_provider_code,
    e.provider_group,
    e.is_temporary,
    e.is_missing,
    CAST(FLOOR((
        EXTRACT(YEAR FROM e.first_day_in_year) * 10000
        + EXTRACT(MONTH FROM e.first_day_in_year) * 100 + EXTRACT(DAY FROM e.first_day_in_year)
        - EXTRACT(YEAR FROM e.birth_date) * 10000
        - EXTRACT(MONTH FROM e.birth_date) * 100 - EXTRACT(DAY FROM e.birth_date)
    ) / 10000) AS INTEGER) AS age_in_year,
    CAST(DATE_DIFF('day', e.first_day_in_year, e.day_after_in_year) AS INTEGER) AS days,
    CAST(e.end_date IS NULL OR e.end_date >= e.day_after AS BOOLEAN) AS is_in_force_on_last_day
FROM episodes_in_year AS e
