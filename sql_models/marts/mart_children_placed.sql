/*---
description: One row per LA, year, group of placements and kind of child, with the children placed so on any day of the year.
grain: [la_code, collection_year, placement_group, age, sex, category_of_need]
columns:
  collection_year: Collection year in which the children were placed, the year in which the 31 March falls.
  age: Age in completed years on the first day of the year on which the child was placed so; NULL when the date of birth is not known.
  age_band: Age band on that day; Unknown when the date of birth is not known.
  category_of_need_code: Code of the category of need; Unknown when not returned.
  children: Children with a placement of the group on any day of the year.
warnings:
  - A child who was placed in two groups in a year counts in both; sums over groups are no number of children.
source: >-
  Walsall figure 26 and appendix 14.4, children placed with parents in a year. They do not say of which day the age is;
  the first so placed in the year has one for every child, as the start of the year has none for who was born in it and
  the end one of 18. The need is that of the period of care. Short breaks (V3, V4) left out.
---*/
WITH placed_children AS (
    SELECT
        e.la_code,
        e.collection_year,
        e.child_key,
        e.placement_group,
        e.age_in_year,
        p.first_category_of_need,
        ROW_NUMBER() OVER (
            PARTITION BY e.child_key, e.collection_year, e.placement_group
            ORDER BY p.start_date, e.age_in_year, e.episode_key
        ) AS place
    FROM fct_placement_episode_in_year AS e
    INNER JOIN fct_period_of_care AS p ON e.period_of_care_key = p.period_of_care_key
    WHERE NOT e.is_short_break
)

SELECT
    m.la_code,
    a.la_name,
    m.collection_year,
    m.placement_group,
    m.age_in_year AS age,
    CAST(COALESCE(b.age_band, 'Unknown') AS VARCHAR) AS age_band,
    c.sex,
    m.first_category_of_need AS category_of_need,
    CAST(COALESCE(n.code, 'Unknown') AS VARCHAR) AS category_of_need_code,
    CAST(COUNT(*) AS BIGINT) AS children
FROM placed_children AS m
INNER JOIN dim_child AS c ON m.child_key = c.child_key
INNER JOIN dim_local_authority AS a ON m.la_code = a.la_code
LEFT JOIN seed_age_band AS b ON m.age_in_year BETWEEN b.from_age AND b.to_age
LEFT JOIN seed_category_of_need AS n ON m.first_category_of_need = n.label
WHERE m.place = 1
GROUP BY
    m.la_code, a.la_name, m.collection_year, m.placement_group, m.age_in_year, b.age_band, c.sex,
    m.first_category_of_need, n.code
