/*---
code: "8775Q"
tables: [child_identifiers, cin_details]
severity: query
message: >-
  The child was over 25 years old when the case was closed, or is at the end of the year. Correct the
  date of birth, close the case, or say why.
fields: [PersonBirthDate, CINclosureDate]
first_year: null
last_year: null
source: CIN census validation rule 8775Q
---*/
WITH failing AS (
    SELECT
        i.la_code,
        i.collection_year,
        i.child_key,
        i.row_id AS child_identifiers_row_id,
        i.birth_date_text AS child_identifiers_value,
        d.row_id AS cin_details_row_id,
        d.closure_date_text AS cin_details_value
    FROM stg_cin_census__child_identifiers AS i
    INNER JOIN stg_cin_census__cin_details AS d
        ON
            i.la_code = d.la_code
            AND i.collection_year = d.collection_year
            AND i.child_key = d.child_key
    WHERE COALESCE(d.closure_date, MAKE_DATE(d.collection_year, 3, 31)) > i.birth_date + INTERVAL 25 YEAR
)

SELECT DISTINCT
    y.child_identifiers_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'PersonBirthDate' AS field,
    y.child_identifiers_value AS value,
    'child_identifiers' AS table_name
FROM failing AS y
UNION ALL
SELECT DISTINCT
    y.cin_details_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'CINclosureDate' AS field,
    y.cin_details_value AS value,
    'cin_details' AS table_name
FROM failing AS y
