/*---
code: "finance:not_a_number"
table: placement_cost
severity: query
message: >-
  An amount is not a number, so that the placement has no price, or none of that share. Write pounds in figures.
fields: [weekly_cost_gbp, weekly_health_share_gbp, weekly_education_share_gbp]
first_year: null
last_year: null
source: This project's finance contract
---*/
WITH amounts AS (
    SELECT
        c.row_id,
        c.la_code,
        c.collection_year,
        c.child_key,
        'weekly_cost_gbp' AS field,
        c.weekly_cost_gbp AS gbp,
        c.weekly_cost_gbp_text AS value
    FROM stg_finance__placement_cost AS c
    UNION ALL
    SELECT
        c.row_id,
        c.la_code,
        c.collection_year,
        c.child_key,
        'weekly_health_share_gbp' AS field,
        c.weekly_health_share_gbp AS gbp,
        c.weekly_health_share_gbp_text AS value
    FROM stg_finance__placement_cost AS c
    UNION ALL
    SELECT
        c.row_id,
        c.la_code,
        c.collection_year,
        c.child_key,
        'weekly_education_share_gbp' AS field,
        c.weekly_education_share_gbp AS gbp,
        c.weekly_education_share_gbp_text AS value
    FROM stg_finance__placement_cost AS c
)

SELECT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    a.field,
    a.value
FROM amounts AS a
WHERE a.value IS NOT NULL AND a.gbp IS NULL
