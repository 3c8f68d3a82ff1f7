/*---
description: One row per child looked after on the last day that a year's return covers, without short breaks.
grain: [child_key, collection_year]
columns:
  age: Age in completed years on that day; NULL when the date of birth is not known.
  age_at_start: Age in completed years when the current period of care began; NULL when the date of birth is not known.
  months_looked_after: Completed months since the current period of care began.
  months_in_placement: Completed months since the current placement began; those looked after when no placement but a temporary one is known.
  placements_in_year: Placements that the child was in on any day from 1 April to that day, at least 1.
  uasc: Whether the return has the child as an unaccompanied asylum-seeking child whose status had not ceased by that day; Unknown when it has no such module.
  is_in_care_over_5_years: Whether the period of care has lasted more than five years.
  is_in_placement_over_5_years: Whether both the period of care and the current placement have lasted more than five years.
  is_in_stability_cohort: Whether the child is under 16 and has been looked after for two and a half years or more.
  is_stable: Whether a child of the stability cohort has been in the same placement for two years or more.
source: >-
  DfE children looked after, number at 31 March (V3 and V4 left out); placements counted as in the DfE data pack
  2013, a placement running on 1 April included; stability as in Held (2005), the target's cohort.
---*/
WITH returns AS (
    SELECT
        r.la_code,
        r.collection_year,
        r.as_at_date,
        MAKE_DATE(r.collection_year - 1, 4, 1) AS first_day
    FROM fct_return AS r
    WHERE r.source = 'ssda903' AND r.table_name = 'episodes'
),

returns_with_uasc AS (
    SELECT
        u.la_code,
        u.collection_year
    FROM fct_return AS u
    WHERE u.source = 'ssda903' AND u.table_name = 'uasc'
),

-- The status is due to cease at the eighteenth birthday, so a date that is still to come is the usual one.
uasc_children AS (
    SELECT
        u.child_key,
        u.collection_year
    FROM stg_ssda903__uasc AS u
    WHERE u.uasc_ceased_date IS NULL OR u.uasc_ceased_date > MAKE_DATE(u.collection_year, 3, 31)
    GROUP BY u.child_key, u.collection_year
),

placements_counted AS (
    SELECT
        e.child_key,
        r.collection_year,
        COUNT(DISTINCT e.placement_start_date) AS placements_in_year
    FROM fct_placement_episode AS e
    INNER JOIN returns AS r
        ON
            e.la_code = r.la_code
            AND e.start_date <= r.as_at_date
            AND (e.end_date IS NULL OR e.end_date > r.first_day)
    GROUP BY e.child_key, r.collection_year
),

current_episodes AS (
    SELECT
        e.child_key,
        r.collection_year,
        r.as_at_date,
        e.la_code,
        e.legal_status_group,
        e.category_of_need,
        e.placement_group,
        e.provider_group,
        c.birth_date,
        c.sex,
        c.ethnic_group,
        p.start_date AS period_start_date,
        p.age_at_start,
        COALESCE(e.placement_start_date, p.start_date) AS placement_start_date
    FROM fct_placement_episode AS e
    INNER JOIN returns AS r
        ON
            e.la_code = r.la_code
            AND e.start_date <= r.as_at_date
            AND (e.end_date IS NULL OR e.end_date > r.as_at_date)
    INNER JOIN fct_period_of_care AS p ON e.period_of_care_key = p.period_of_care_key
    INNER JOIN dim_child AS c ON e.child_key = c.child_key
    WHERE NOT e.is_short_break
),

-- Completed months: months between, less one when the day of the month has not come round.
measured_children AS (
    SELECT
        e.*,
        FLOOR((
            EXTRACT(YEAR FROM e.as_at_date) * 10000
            + EXTRACT(MONTH FROM e.as_at_date) * 100 + EXTRACT(DAY FROM e.as_at_date)
            - EXTRACT(YEAR FROM e.birth_date) * 10000
            - EXTRACT(MONTH FROM e.birth_date) * 100 - EXTRACT(DAY FROM e.birth_date)
        ) / 10000) AS age,
        (EXTRACT(YEAR FROM e.as_at_date) - EXTRACT(YEAR FROM e.period_start_date)) * 12
        + EXTRACT(MONTH FROM e.as_at_date) - EXTRACT(MONTH FROM e.period_start_date)
        - CASE
            WHEN EXTRACT(DAY FROM e.as_at_date) < EXTRACT(DAY FROM e.period_start_date) THEN 1 ELSE 0
        END AS months_looked_after,
        (EXTRACT(YEAR FROM e.as_at_date) - EXTRACT(YEAR FROM e.placement_start_date)) * 12
        + EXTRACT(MONTH FROM e.as_at_date) - EXTRACT(MONTH FROM e.placement_start_date)
        - CASE
            WHEN EXTRACT(DAY FROM e.as_at_date) < EXTRACT(DAY FROM e.placement_start_date) THEN 1 ELSE 0
        END AS months_in_placement,
        e.period_start_date + INTERVAL 5 YEAR < e.as_at_date AS is_in_care_over_5_years,
        e.placement_start_date + INTERVAL 5 YEAR < e.as_at_date AS is_in_placement_over_5_years
    FROM current_episodes AS e
)

SELECT
    m.child_key,
    m.collection_year,
    m.la_code,
    m.as_at_date,
    CAST(m.age AS INTEGER) AS age,
    m.age_at_start,
    m.sex,
    m.ethnic_group,
    m.legal_status_group,
    m.category_of_need,
    m.placement_group,
    m.provider_group,
    CAST(m.months_looked_after AS INTEGER) AS months_looked_after,
    CAST(m.months_in_placement AS INTEGER) AS months_in_placement,
    CAST(GREATEST(n.placements_in_year, 1) AS INTEGER) AS placements_in_year,
    CAST(CASE
        WHEN w.la_code IS NULL THEN 'Unknown'
        WHEN u.child_key IS NULL THEN 'Not UASC'
        ELSE 'UASC'
    END AS VARCHAR) AS uasc,
    CAST(m.is_in_care_over_5_years AS BOOLEAN) AS is_in_care_over_5_years,
    CAST(m.is_in_care_over_5_years AND m.is_in_placement_over_5_years AS BOOLEAN)
        AS is_in_placement_over_5_years,
    COALESCE(m.age < 16 AND m.months_looked_after >= 30, FALSE) AS is_in_stability_cohort,
    COALESCE(m.age < 16 AND m.months_looked_after >= 30 AND m.months_in_placement >= 24, FALSE) AS is_stable
FROM measured_children AS m
INNER JOIN placements_counted AS n
    ON m.child_key = n.child_key AND m.collection_year = n.collection_year
LEFT JOIN returns_with_uasc AS w
    ON m.la_code = w.la_code AND m.collection_year = w.collection_year
LEFT JOIN uasc_children AS u
    ON m.child_key = u.child_key AND m.collection_year = u.collection_year
