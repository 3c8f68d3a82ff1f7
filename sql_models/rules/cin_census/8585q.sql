/*---
code: "8585Q"
tables: [cin_details, child_identifiers]
severity: query
message: >-
  The case was closed because the child died (RC2), and the child has no date of death. Send the date or
  correct the reason.
fields: [ReasonForClosure, PersonDeathDate]
first_year: null
last_year: null
source: CIN census validation rule 8585Q
---*/
WITH failing AS (
    SELECT
        d.la_code,
        d.collection_year,
        d.child_key,
        d.row_id AS cin_details_row_id,
        d.closure_reason_code AS cin_details_value,
        i.row_id AS child_identifiers_row_id,
        i.death_date_text AS child_identifiers_value
    FROM stg_cin_census__cin_details AS d
    INNER JOIN stg_cin_census__child_identifiers AS i
        ON
            d.la_code = i.la_code
            AND d.collection_year = i.collection_year
            AND d.child_key = i.child_key
    WHERE
        d.closure_reason_code = 'RC2'
        AND i.death_date_text IS NULL
)

SELECT DISTINCT
    y.cin_details_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'ReasonForClosure' AS field,
    y.cin_details_value AS value,
    'cin_details' AS table_name
FROM failing AS y
UNION ALL
SELECT DISTINCT
    y.child_identifiers_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'PersonDeathDate' AS field,
    y.child_identifiers_value AS value,
    'child_identifiers' AS table_name
FROM failing AS y
