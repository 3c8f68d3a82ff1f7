/*---
description: One row per LA, year and kind of child protection plan that ended in the year.
grain: [la_code, collection_year, plan_duration_band, age_at_end, category_of_abuse, became_looked_after]
columns:
  collection_year: Collection year in which the plan ended, the year in which the 31 March falls.
  plan_duration_band: Band of months from the first day of the plan to its end; Unknown in no band.
  age_band: Age band on the day the plan ended; Unknown before birth or when the date of birth is not known.
  category_of_abuse: Latest category of abuse of the plan; Unknown when the code is not in the list.
  plans_ended: Plans that ended in the year.
  days_of_plans_ended: Days of those plans from first day to end; with plans_ended their average length.
warnings:
  - Counts plans, not children; a child with two plans that ended in the year counts twice.
source: >-
  CIN census. Bands as in Walsall's figure 16, whose shared ends seed_plan_duration_band settles. Becoming looked after is derived (fct_child_protection_plan),
  for the census holds no reason why a plan ended. Age on the day the plan ended, as in Walsall's figure 16.
---*/
WITH ended_plans AS (
    SELECT
        p.*,
        2 * (
            (EXTRACT(YEAR FROM p.end_date) - EXTRACT(YEAR FROM p.start_date)) * 12
            + EXTRACT(MONTH FROM p.end_date) - EXTRACT(MONTH FROM p.start_date)
        ) + CASE
            WHEN EXTRACT(DAY FROM p.end_date) < EXTRACT(DAY FROM p.start_date) THEN -1
            WHEN EXTRACT(DAY FROM p.end_date) > EXTRACT(DAY FROM p.start_date) THEN 1
            ELSE 0
        END AS half_months
    FROM fct_child_protection_plan AS p
    WHERE p.end_date IS NOT NULL
)

SELECT
    p.la_code,
    a.la_name,
    CAST(p.end_collection_year AS INTEGER) AS collection_year,
    CAST(COALESCE(d.plan_duration_band, 'Unknown') AS VARCHAR) AS plan_duration_band,
    p.age_at_end,
    CAST(COALESCE(b.age_band, 'Unknown') AS VARCHAR) AS age_band,
    CAST(p.latest_category_of_abuse AS VARCHAR) AS category_of_abuse,
    p.became_looked_after,
    CAST(COUNT(*) AS BIGINT) AS plans_ended,
    CAST(SUM(p.days) AS BIGINT) AS days_of_plans_ended
FROM ended_plans AS p
-- Only years that the LA has returned, as in the marts of children looked after.
INNER JOIN fct_return AS r
    ON
        p.la_code = r.la_code
        AND p.end_collection_year = r.collection_year
        AND r.source = 'cin_census' AND r.table_name = 'cin_details'
INNER JOIN dim_local_authority AS a ON p.la_code = a.la_code
LEFT JOIN seed_age_band AS b ON p.age_at_end BETWEEN b.from_age AND b.to_age
LEFT JOIN
    seed_plan_duration_band AS d
    ON p.half_months >= d.from_half_months AND p.half_months < d.to_half_months
GROUP BY
    p.la_code, a.la_name, p.end_collection_year, d.plan_duration_band, p.age_at_end, b.age_band,
    p.latest_category_of_abuse, p.became_looked_after
