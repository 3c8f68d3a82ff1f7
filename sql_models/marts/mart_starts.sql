/*---
description: One row per LA, year and kind of start, with the periods of care that began in the year.
grain: [la_code, collection_year, age_at_start, sex, legal_status_group, category_of_need, first_placement_group, provider_group, entry_number]
columns:
  collection_year: Collection year in which the period of care began, the year in which the 31 March falls.
  age_band: Age band on the first day; Unknown when the date of birth is not known.
  category_of_need_code: Code of the category of need; Unknown when not returned.
  starts: Periods of care that began in the year.
warnings:
  - Counts periods of care, not children; a child who starts twice in a year counts twice.
source: DfE children looked after, children who started to be looked after; short breaks (V3, V4) left out
---*/
SELECT
    p.la_code,
    a.la_name,
    CAST(p.start_collection_year AS INTEGER) AS collection_year,
    p.age_at_start,
    CAST(COALESCE(b.age_band, 'Unknown') AS VARCHAR) AS age_band,
    c.sex,
    p.first_legal_status_group AS legal_status_group,
    p.first_category_of_need AS category_of_need,
    CAST(COALESCE(n.code, 'Unknown') AS VARCHAR) AS category_of_need_code,
    p.first_placement_group,
    p.first_provider_group AS provider_group,
    p.entry_number,
    CAST(COUNT(*) AS BIGINT) AS starts
FROM fct_period_of_care AS p
-- Only years that the LA has returned: an earlier year would hold only the children who stayed.
INNER JOIN fct_return AS r
    ON
        p.la_code = r.la_code
        AND p.start_collection_year = r.collection_year
        AND r.source = 'ssda903' AND r.table_name = 'episodes'
INNER JOIN dim_child AS c ON p.child_key = c.child_key
INNER JOIN dim_local_authority AS a ON p.la_code = a.la_code
LEFT JOIN seed_age_band AS b ON p.age_at_start BETWEEN b.from_age AND b.to_age
LEFT JOIN seed_category_of_need AS n ON p.first_category_of_need = n.label
WHERE p.is_start_observed AND NOT p.is_short_break
GROUP BY
    p.la_code, a.la_name, p.start_collection_year, p.age_at_start, b.age_band, c.sex,
    p.first_legal_status_group, p.first_category_of_need, n.code, p.first_placement_group,
    p.first_provider_group, p.entry_number
