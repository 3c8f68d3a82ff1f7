/*---
description: One row per count of children looked after at 31 March, LA, year and group.
grain: [count_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group.
---*/
WITH looked_after_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        CASE
            WHEN GROUPING(m.age_band) = 0 THEN 'Age'
            WHEN GROUPING(m.sex) = 0 THEN 'Sex'
            WHEN GROUPING(m.ethnic_group) = 0 THEN 'Ethnic group'
            WHEN GROUPING(m.legal_status_group) = 0 THEN 'Legal status'
            WHEN GROUPING(m.category_of_need) = 0 THEN 'Category of need'
            WHEN GROUPING(m.placement_group) = 0 THEN 'Placement'
            WHEN GROUPING(m.provider_group) = 0 THEN 'Provider'
            WHEN GROUPING(m.stability_band) = 0 THEN 'Placements in the year'
            WHEN GROUPING(m.years_looked_after_band) = 0 THEN 'Time looked after'
            WHEN GROUPING(m.uasc) = 0 THEN 'Unaccompanied children'
            ELSE 'Total'
        END AS breakdown,
        COALESCE(
            m.age_band, m.sex, m.ethnic_group, m.legal_status_group, m.category_of_need, m.placement_group,
            m.provider_group, m.stability_band, m.years_looked_after_band, m.uasc, 'Total'
        ) AS breakdown_value,
        SUM(m.children) AS children,
        SUM(m.children_in_care_over_5_years) AS children_in_care_over_5_years,
        SUM(m.children_in_placement_over_5_years) AS children_in_placement_over_5_years,
        SUM(m.children_stability_cohort) AS children_stability_cohort,
        SUM(m.children_stable) AS children_stable
    FROM mart_looked_after AS m
    GROUP BY GROUPING SETS (
        (m.la_code, m.collection_year),
        (m.la_code, m.collection_year, m.age_band),
        (m.la_code, m.collection_year, m.sex),
        (m.la_code, m.collection_year, m.ethnic_group),
        (m.la_code, m.collection_year, m.legal_status_group),
        (m.la_code, m.collection_year, m.category_of_need),
        (m.la_code, m.collection_year, m.placement_group),
        (m.la_code, m.collection_year, m.provider_group),
        (m.la_code, m.collection_year, m.stability_band),
        (m.la_code, m.collection_year, m.years_looked_after_band),
        (m.la_code, m.collection_year, m.uasc)
    )
)

SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'looked_after' THEN g.children
        WHEN 'looked_after_in_care_over_5_years' THEN g.children_in_care_over_5_years
        WHEN 'looked_after_in_placement_over_5_years' THEN g.children_in_placement_over_5_years
        WHEN 'looked_after_stability_cohort' THEN g.children_stability_cohort
        WHEN 'looked_after_stable' THEN g.children_stable
    END AS BIGINT) AS number
FROM looked_after_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN (
        'looked_after', 'looked_after_in_care_over_5_years',
        'looked_after_in_placement_over_5_years', 'looked_after_stability_cohort',
        'looked_after_stable'
    )
