/*---
description: One row per child id that a CIN census holds, whatever the table.
grain: [received_child_key, la_code, collection_year]
columns:
  received_child_key: Key made at the door from the local authority and the child id that it sent.
  source: Source that holds the id, cin_census.
---*/
WITH rows_of_children AS (
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year
    FROM stg_cin_census__assessment_factors AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year
    FROM stg_cin_census__assessments AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year
    FROM stg_cin_census__child_characteristics AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year
    FROM stg_cin_census__child_identifiers AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year
    FROM stg_cin_census__child_protection_plan_reviews AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year
    FROM stg_cin_census__child_protection_plans AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year
    FROM stg_cin_census__cin_details AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year
    FROM stg_cin_census__cin_plan_dates AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year
    FROM stg_cin_census__disabilities AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year
    FROM stg_cin_census__pre_proceedings AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year
    FROM stg_cin_census__section_47 AS t
)

SELECT
    r.child_key AS received_child_key,
    r.la_code,
    CAST('cin_census' AS VARCHAR) AS source,
    r.collection_year
FROM rows_of_children AS r
WHERE r.child_key IS NOT NULL
GROUP BY r.child_key, r.la_code, r.collection_year
