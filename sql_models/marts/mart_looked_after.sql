/*---
description: One row per LA, year and kind of child, with the children looked after on the last day that the return covers.
grain: [la_code, collection_year, age, sex, ethnic_group, legal_status_group, category_of_need, detailed_placement_group, placement_group, provider_group, placements_in_year_band, years_looked_after_band, years_in_placement_band, age_at_start, age_at_start_band, uasc]
columns:
  age_band: Age band on that day; Unknown when the date of birth is not known.
  category_of_need_code: Code of the category of need; Unknown when not returned.
  detailed_placement_group: One of the twelve lines of Walsall figure 27, which tells foster placements with relatives or friends from others; Unknown when the code is not in the list.
  placements_in_year_band: Band of placements in the year.
  stability_band: Band of placements in the year as DfE publishes it.
  years_looked_after_band: Band of time since the period of care began.
  years_in_placement_band: Band of time since the placement began.
  age_at_start: Age in completed years when the period of care began; NULL when the date of birth is not known.
  age_at_start_band: Age band when the period of care began; Unknown when the date of birth is not known.
  children: Children looked after.
  children_in_care_over_5_years: Children whose period of care has lasted more than five years.
  children_in_placement_over_5_years: Children whose period of care and placement have both lasted more than five years.
  children_stability_cohort: Children under 16 looked after for two and a half years or more.
  children_stable: Children of that cohort in the same placement for two years or more.
source: DfE children looked after at 31 March; short breaks (V3, V4) left out
---*/
SELECT
    f.la_code,
    a.la_name,
    f.collection_year,
    f.as_at_date,
    f.age,
    CAST(COALESCE(b.age_band, 'Unknown') AS VARCHAR) AS age_band,
    f.sex,
    f.ethnic_group,
    f.legal_status_group,
    f.category_of_need,
    CAST(COALESCE(c.code, 'Unknown') AS VARCHAR) AS category_of_need_code,
    CAST(COALESCE(t.detailed_placement_group, 'Unknown') AS VARCHAR) AS detailed_placement_group,
    f.placement_group,
    f.provider_group,
    CAST(n.placements_in_year_band AS VARCHAR) AS placements_in_year_band,
    CAST(n.stability_band AS VARCHAR) AS stability_band,
    CAST(l.duration_band AS VARCHAR) AS years_looked_after_band,
    CAST(m.duration_band AS VARCHAR) AS years_in_placement_band,
    f.age_at_start,
    CAST(COALESCE(s.age_band, 'Unknown') AS VARCHAR) AS age_at_start_band,
    f.uasc,
    CAST(COUNT(*) AS BIGINT) AS children,
    CAST(
        SUM(CASE WHEN f.is_in_care_over_5_years THEN 1 ELSE 0 END) AS BIGINT
    ) AS children_in_care_over_5_years,
    CAST(
        SUM(CASE WHEN f.is_in_placement_over_5_years THEN 1 ELSE 0 END) AS BIGINT
    ) AS children_in_placement_over_5_years,
    CAST(SUM(CASE WHEN f.is_in_stability_cohort THEN 1 ELSE 0 END) AS BIGINT) AS children_stability_cohort,
    CAST(SUM(CASE WHEN f.is_stable THEN 1 ELSE 0 END) AS BIGINT) AS children_stable
FROM fct_looked_after_at_year_end AS f
INNER JOIN dim_local_authority AS a ON f.la_code = a.la_code
LEFT JOIN seed_category_of_need AS c ON f.category_of_need = c.label
LEFT JOIN seed_placement_type AS t ON f.placement_type_code = t.code
LEFT JOIN seed_age_band AS b ON f.age BETWEEN b.from_age AND b.to_age
LEFT JOIN seed_age_band AS s ON f.age_at_start BETWEEN s.from_age AND s.to_age
LEFT JOIN seed_placements_in_year_band AS n
    ON f.placements_in_year BETWEEN n.from_placements AND n.to_placements
LEFT JOIN seed_duration_band AS l
    ON f.months_looked_after >= l.from_months AND f.months_looked_after < l.to_months
LEFT JOIN seed_duration_band AS m
    ON f.months_in_placement >= m.from_months AND f.months_in_placement < m.to_months
GROUP BY
    f.la_code, a.la_name, f.collection_year, f.as_at_date, f.age, b.age_band, f.sex, f.ethnic_group,
    f.legal_status_group, f.category_of_need, c.code, t.detailed_placement_group, f.placement_group,
    f.provider_group, n.placements_in_year_band, n.stability_band, l.duration_band, m.duration_band,
    f.age_at_start, s.age_band, f.uasc
