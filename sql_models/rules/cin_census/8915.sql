/*---
code: "8915"
tables: [child_identifiers, child_protection_plans]
severity: error
message: >-
  The child protection plan began after the child died. Correct the start of the plan or the date of
  death.
fields: [PersonDeathDate, CPPstartDate]
first_year: null
last_year: null
source: CIN census validation rule 8915
---*/
WITH failing AS (
    SELECT
        i.la_code,
        i.collection_year,
        i.child_key,
        i.row_id AS child_identifiers_row_id,
        i.death_date_text AS child_identifiers_value,
        c.row_id AS child_protection_plans_row_id,
        c.start_date_text AS child_protection_plans_value
    FROM stg_cin_census__child_identifiers AS i
    INNER JOIN stg_cin_census__child_protection_plans AS c
        ON
            i.la_code = c.la_code
            AND i.collection_year = c.collection_year
            AND i.child_key = c.child_key
    WHERE c.start_date > i.death_date
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
    y.child_protection_plans_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'CPPstartDate' AS field,
    y.child_protection_plans_value AS value,
    'child_protection_plans' AS table_name
FROM failing AS y
