/*---
description: One row per LA, year and kind of child protection plan that began in the year.
grain: [la_code, collection_year, age_at_start, category_of_abuse]
columns:
  collection_year: Collection year in which the plan began, the year in which the 31 March falls.
  age_band: Age band on the first day; Unknown before birth or when the date of birth is not known.
  category_of_abuse: Initial category of abuse of the plan; Unknown when the code is not in the list.
  plans_started: Plans that began in the year.
  second_or_subsequent: Plans of children who had a plan before, with any authority.
  previous_plans_not_known: Plans of which the census does not tell whether there was one before; left out of second_or_subsequent.
warnings:
  - Counts plans, not children; a child whose plan begins twice in a year counts twice.
source: DfE children in need, child protection plans starting during the year; second or subsequent as the census counts previous plans
---*/
SELECT
    p.la_code,
    a.la_name,
    CAST(p.start_collection_year AS INTEGER) AS collection_year,
    p.age_at_start,
    CAST(COALESCE(b.age_band, 'Unknown') AS VARCHAR) AS age_band,
    CAST(p.initial_category_of_abuse AS VARCHAR) AS category_of_abuse,
    CAST(COUNT(*) AS BIGINT) AS plans_started,
    CAST(SUM(CASE WHEN p.is_second_or_subsequent THEN 1 ELSE 0 END) AS BIGINT) AS second_or_subsequent,
    CAST(
        SUM(CASE WHEN p.is_second_or_subsequent IS NULL THEN 1 ELSE 0 END) AS BIGINT
    ) AS previous_plans_not_known
FROM fct_child_protection_plan AS p
-- Only years that the LA has returned: of an earlier year censuses hold the plans that went on.
INNER JOIN fct_return AS r
    ON
        p.la_code = r.la_code
        AND p.start_collection_year = r.collection_year
        AND r.source = 'cin_census' AND r.table_name = 'cin_details'
INNER JOIN dim_local_authority AS a ON p.la_code = a.la_code
LEFT JOIN seed_age_band AS b ON p.age_at_start BETWEEN b.from_age AND b.to_age
GROUP BY
    p.la_code, a.la_name, p.start_collection_year, p.age_at_start, b.age_band, p.initial_category_of_abuse
