/*---
code: "1012"
tables: [placed_for_adoption, missing, reviews, ad1, previous_permanence, oc2]
severity: error
message: >-
  The child has no episode in the year, but rows in a module for children looked after. Take them out,
  or send the episodes.
fields: [CHILD]
first_year: null
last_year: null
source: SSDA903 validation rule 1012
---*/
WITH rows_of_modules AS (
    SELECT
        m.row_id,
        m.la_code,
        m.collection_year,
        m.child_key,
        'placed_for_adoption' AS table_name
    FROM stg_ssda903__placed_for_adoption AS m
    UNION ALL
    SELECT
        m.row_id,
        m.la_code,
        m.collection_year,
        m.child_key,
        'missing' AS table_name
    FROM stg_ssda903__missing AS m
    UNION ALL
    SELECT
        m.row_id,
        m.la_code,
        m.collection_year,
        m.child_key,
        'reviews' AS table_name
    FROM stg_ssda903__reviews AS m
    UNION ALL
    SELECT
        m.row_id,
        m.la_code,
        m.collection_year,
        m.child_key,
        'ad1' AS table_name
    FROM stg_ssda903__ad1 AS m
    UNION ALL
    SELECT
        m.row_id,
        m.la_code,
        m.collection_year,
        m.child_key,
        'previous_permanence' AS table_name
    FROM stg_ssda903__previous_permanence AS m
    UNION ALL
    SELECT
        m.row_id,
        m.la_code,
        m.collection_year,
        m.child_key,
        'oc2' AS table_name
    FROM stg_ssda903__oc2 AS m
)

SELECT
    r.row_id,
    r.la_code,
    r.collection_year,
    r.child_key,
    'CHILD' AS field,
    CAST(NULL AS VARCHAR) AS value,
    r.table_name
FROM rows_of_modules AS r
WHERE
    NOT EXISTS (
        SELECT 1 FROM stg_ssda903__episodes AS e
        WHERE e.la_code = r.la_code AND e.collection_year = r.collection_year AND e.child_key = r.child_key
    )
