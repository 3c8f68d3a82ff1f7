/*---
description: One row per child looked after on the last day that a year's return covers, without short breaks.
grain: [child_key, collection_year]
columns:
  age: Age in completed years on that day; NULL when the date of birth is not known.
  age_at_start: Age in completed years when the current period of care began; NULL when the date of birth is not known.
  months_looked_after: Completed months since the current period of care began.
  months_in_placement: Completed months since the current placement began; those looked after when no placement but a temporary one is known.
  placements_in_year: Placements of the year by the counting rule in force in it, at least 1.
  uasc: Whether the return has the child as an unaccompanied asylum-seeking child whose status had not ceased by that day; Unknown when it has no such module.
  is_in_care_over_5_years: Whether the period of care has lasted more than five years.
  is_in_placement_over_5_years: Whether both the period of care and the current placement have lasted more than five years.
  is_in_stability_cohort: Whether the child is under 16 and has been looked after for two and a half years or more, or is counted in as placed for adoption.
  is_settled_in_adoption: Whether a child placed for adoption has been there and in the placement before together for two years or more.
  is_stable: Whether a child of the stability cohort has been in the same placement for two years or more, or is settled in adoption where the rule counts that.
source: >-
  DfE children looked after, number at 31 March: short breaks (V3, V4) are left out, as DfE does; the data pack 2013 and
  Walsall do not say. Category of need is that of the current period of care, age at the start too (the pack's "first
  entering" is read so). Exactly five years are not over five. A stay in hospital, a time missing, or a change of
  legal status with the same carer breaks no placement; a new period of care does. Stability as in Held (2005),
  annex 2: 31 March, 2.5 years of the current period of care, at least; its 2.2 counts all placed for adoption in
  (rule placed_for_adoption_is_in_stability_cohort), NI 063 lets them pass with the placement before (rule
  placed_for_adoption_is_stable): neither is applied unless an installation says so, as annex 2 defines the number.
---*/
WITH returns AS (
    SELECT
        r.la_code,
        r.collection_year,
        r.as_at_date,
        c.is_adoption_stable,
        c.is_adoption_in_stability_cohort,
        u.la_code IS NOT NULL AS has_uasc
    FROM fct_return AS r
    INNER JOIN int_counting_rules__in_year AS c ON r.collection_year = c.collection_year
    LEFT JOIN fct_return AS u
        ON
            r.la_code = u.la_code AND r.collection_year = u.collection_year
            AND u.source = 'ssda903' AND u.table_name = 'uasc'
    WHERE r.source = 'ssda903' AND r.table_name = 'episodes'
),

episodes AS (
    SELECT
        e.*,
        p.start_date AS period_start_date,
        p.age_at_start AS age_at_period_start,
        COALESCE(e.placement_start_date, p.start_date) AS settled_date
    FROM fct_placement_episode AS e
    INNER JOIN fct_period_of_care AS p ON e.period_of_care_key = p.period_of_care_key
    WHERE NOT e.is_short_break
),

-- Completed months: months between, less one when the day of the month has not come round.
current_episodes AS (
    SELECT
        e.*,
        r.collection_year AS year_at_end,
        r.as_at_date,
        r.has_uasc,
        c.sex,
        c.ethnic_group,
        FLOOR((
            EXTRACT(YEAR FROM r.as_at_date) * 10000
            + EXTRACT(MONTH FROM r.as_at_date) * 100 + EXTRACT(DAY FROM r.as_at_date)
            - EXTRACT(YEAR FROM c.birth_date) * 10000
            - EXTRACT(MONTH FROM c.birth_date) * 100 - EXTRACT(DAY FROM c.birth_date)
        ) / 10000) AS age,
        (EXTRACT(YEAR FROM r.as_at_date) - EXTRACT(YEAR FROM e.period_start_date)) * 12
        + EXTRACT(MONTH FROM r.as_at_date) - EXTRACT(MONTH FROM e.period_start_date)
        - CASE WHEN EXTRACT(DAY FROM r.as_at_date) < EXTRACT(DAY FROM e.period_start_date) THEN 1 ELSE 0 END
            AS months_looked_after,
        (EXTRACT(YEAR FROM r.as_at_date) - EXTRACT(YEAR FROM e.settled_date)) * 12
        + EXTRACT(MONTH FROM r.as_at_date) - EXTRACT(MONTH FROM e.settled_date)
        - CASE WHEN EXTRACT(DAY FROM r.as_at_date) < EXTRACT(DAY FROM e.settled_date) THEN 1 ELSE 0 END
            AS months_in_placement,
        e.period_start_date + INTERVAL 5 YEAR < r.as_at_date AS is_in_care_over_5_years,
        e.settled_date + INTERVAL 5 YEAR < r.as_at_date AS is_in_placement_over_5_years,
        e.placement_group = 'Placed for adoption' AND r.is_adoption_in_stability_cohort
            AS is_in_cohort_anyway,
        COALESCE(
            e.placement_group = 'Placed for adoption'
            AND COALESCE(n.previous_start_date, n.start_date) + INTERVAL 2 YEAR <= r.as_at_date,
            FALSE
        ) AS is_settled_in_adoption,
        r.is_adoption_stable
    FROM episodes AS e
    INNER JOIN returns AS r
        ON
            e.la_code = r.la_code
            AND e.start_date <= r.as_at_date
            AND (e.end_date IS NULL OR e.end_date > r.as_at_date)
    INNER JOIN dim_child AS c ON e.child_key = c.child_key
    LEFT JOIN fct_counted_placement AS n ON e.counted_placement_key = n.counted_placement_key
),

cohort AS (
    SELECT
        e.*,
        COALESCE(e.age < 16 AND (e.months_looked_after >= 30 OR e.is_in_cohort_anyway), FALSE) AS is_in_cohort
    FROM current_episodes AS e
)

SELECT
    m.child_key,
    CAST(m.year_at_end AS INTEGER) AS collection_year,
    m.la_code,
    m.as_at_date,
    m.period_of_care_key,
    m.placement_key,
    m.episode_key,
    CAST(m.age AS INTEGER) AS age,
    CAST(m.age_at_period_start AS INTEGER) AS age_at_start,
    m.sex,
    m.ethnic_group,
    m.legal_status_code,
    m.legal_status_group,
    m.category_of_need,
    m.placement_type_code,
    m.placement_group,
    m.provider_group,
    CAST(m.months_looked_after AS INTEGER) AS months_looked_after,
    CAST(m.months_in_placement AS INTEGER) AS months_in_placement,
    n.placements_in_year,
    n.placements_in_year_without_missing,
    n.placements_in_year_with_missing,
    CAST(CASE
        WHEN NOT m.has_uasc THEN 'Unknown'
        WHEN u.child_key IS NULL THEN 'Not UASC'
        ELSE 'UASC'
    END AS VARCHAR) AS uasc,
    CAST(m.is_in_care_over_5_years AS BOOLEAN) AS is_in_care_over_5_years,
    CAST(m.is_in_care_over_5_years AND m.is_in_placement_over_5_years AS BOOLEAN)
        AS is_in_placement_over_5_years,
    CAST(m.is_in_cohort AS BOOLEAN) AS is_in_stability_cohort,
    CAST(m.is_settled_in_adoption AS BOOLEAN) AS is_settled_in_adoption,
    CAST(
        m.is_in_cohort
        AND (m.months_in_placement >= 24 OR (m.is_adoption_stable AND m.is_settled_in_adoption)) AS BOOLEAN
    ) AS is_stable
FROM cohort AS m
INNER JOIN fct_placements_in_year AS n
    ON m.child_key = n.child_key AND m.year_at_end = n.collection_year
LEFT JOIN int_uasc__at_year_end AS u
    ON m.child_key = u.child_key AND m.year_at_end = u.collection_year
