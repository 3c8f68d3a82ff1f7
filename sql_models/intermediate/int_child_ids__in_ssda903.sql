/*---
description: One row per child id that an SSDA903 return holds, whatever the table.
grain: [received_child_key, la_code, collection_year]
columns:
  received_child_key: Key made at the door from the local authority and the child id that it sent.
  source: Source that holds the id, ssda903.
---*/
WITH rows_of_children AS (
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year
    FROM stg_ssda903__ad1 AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year
    FROM stg_ssda903__deprivation_of_liberty AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year
    FROM stg_ssda903__episodes AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year
    FROM stg_ssda903__header AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year
    FROM stg_ssda903__missing AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year
    FROM stg_ssda903__oc2 AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year
    FROM stg_ssda903__oc3 AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year
    FROM stg_ssda903__placed_for_adoption AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year
    FROM stg_ssda903__previous_permanence AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year
    FROM stg_ssda903__reviews AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year
    FROM stg_ssda903__social_worker_episodes AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year
    FROM stg_ssda903__uasc AS t
)

SELECT
    r.child_key AS received_child_key,
    r.la_code,
    CAST('ssda903' AS VARCHAR) AS source,
    r.collection_year
FROM rows_of_children AS r
WHERE r.child_key IS NOT NULL
GROUP BY r.child_key, r.la_code, r.collection_year
