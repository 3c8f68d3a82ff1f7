/*---
code: "2884"
tables: [section_47, cin_details]
severity: error
message: >-
  The same initial child protection conference is recorded with the section 47 enquiry and with the case.
  Leave it with the enquiry, or with the case where it followed none.
fields: [DateOfInitialCPC]
first_year: null
last_year: null
source: >-
  CIN census validation rule 2884. Conferences of two days are two.
---*/
WITH failing AS (
    SELECT
        s.la_code,
        s.collection_year,
        s.child_key,
        s.row_id AS section_47_row_id,
        s.initial_conference_date_text AS section_47_value,
        d.row_id AS cin_details_row_id,
        d.initial_conference_date_text AS cin_details_value
    FROM stg_cin_census__section_47 AS s
    INNER JOIN stg_cin_census__cin_details AS d
        ON
            s.la_code = d.la_code
            AND s.collection_year = d.collection_year
            AND s.child_key = d.child_key
            AND s.cin_details_id_text IS NOT DISTINCT FROM d.cin_details_id_text
            AND s.initial_conference_date = d.initial_conference_date
)

SELECT DISTINCT
    y.section_47_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'DateOfInitialCPC' AS field,
    y.section_47_value AS value,
    'section_47' AS table_name
FROM failing AS y
UNION ALL
SELECT DISTINCT
    y.cin_details_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'DateOfInitialCPC' AS field,
    y.cin_details_value AS value,
    'cin_details' AS table_name
FROM failing AS y
