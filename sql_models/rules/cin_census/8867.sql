/*---
code: "8867"
tables: [cin_details, assessments]
severity: error
message: >-
  The case is closed and has an assessment without an end. Send the day of its authorisation.
fields: [CINclosureDate, AssessmentAuthorisationDate]
first_year: null
last_year: null
source: CIN census validation rule 8867
---*/
WITH failing AS (
    SELECT
        d.la_code,
        d.collection_year,
        d.child_key,
        d.row_id AS cin_details_row_id,
        d.closure_date_text AS cin_details_value,
        a.row_id AS assessments_row_id,
        a.authorisation_date_text AS assessments_value
    FROM stg_cin_census__cin_details AS d
    INNER JOIN stg_cin_census__assessments AS a
        ON
            d.la_code = a.la_code
            AND d.collection_year = a.collection_year
            AND d.child_key = a.child_key
            AND d.cin_details_id_text IS NOT DISTINCT FROM a.cin_details_id_text
    WHERE
        d.closure_date_text IS NOT NULL
        AND a.authorisation_date_text IS NULL
)

SELECT DISTINCT
    y.cin_details_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'CINclosureDate' AS field,
    y.cin_details_value AS value,
    'cin_details' AS table_name
FROM failing AS y
UNION ALL
SELECT DISTINCT
    y.assessments_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'AssessmentAuthorisationDate' AS field,
    y.assessments_value AS value,
    'assessments' AS table_name
FROM failing AS y
