/*---
code: "4009Q"
tables: [child_identifiers, cin_plan_dates]
severity: query
message: >-
  The child in need plan ended after the child died. Correct the end of the plan or the date of death, or
  say why.
fields: [PersonDeathDate, CINPlanEndDate]
first_year: null
last_year: null
source: CIN census validation rule 4009Q
---*/
WITH failing AS (
    SELECT
        i.la_code,
        i.collection_year,
        i.child_key,
        i.row_id AS child_identifiers_row_id,
        i.death_date_text AS child_identifiers_value,
        p.row_id AS cin_plan_dates_row_id,
        p.end_date_text AS cin_plan_dates_value
    FROM stg_cin_census__child_identifiers AS i
    INNER JOIN stg_cin_census__cin_plan_dates AS p
        ON
            i.la_code = p.la_code
            AND i.collection_year = p.collection_year
            AND i.child_key = p.child_key
    WHERE p.end_date > i.death_date
)

SELECT DISTINCT
    y.child_identifiers_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'PersonDeathDate' AS field,
    y.child_identifiers_value AS value,
    'child_identifiers' AS table_name
FROM failing AS y
UNION ALL
SELECT DISTINCT
    y.cin_plan_dates_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'CINPlanEndDate' AS field,
    y.cin_plan_dates_value AS value,
    'cin_plan_dates' AS table_name
FROM failing AS y
