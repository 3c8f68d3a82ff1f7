/*---
code: "8868"
tables: [cin_details, section_47]
severity: error
message: >-
  The case is closed and has a section 47 enquiry that is not over. Send the date of its conference, or
  that none was needed.
fields: [CINclosureDate, DateOfInitialCPC]
first_year: null
last_year: null
source: CIN census validation rule 8868
---*/
WITH failing AS (
    SELECT
        d.la_code,
        d.collection_year,
        d.child_key,
        d.row_id AS cin_details_row_id,
        d.closure_date_text AS cin_details_value,
        s.row_id AS section_47_row_id,
        s.initial_conference_date_text AS section_47_value
    FROM stg_cin_census__cin_details AS d
    INNER JOIN stg_cin_census__section_47 AS s
        ON
            d.la_code = s.la_code
            AND d.collection_year = s.collection_year
            AND d.child_key = s.child_key
            AND d.cin_details_id_text IS NOT DISTINCT FROM s.cin_details_id_text
    WHERE
        d.closure_date_text IS NOT NULL
        AND s.initial_conference_date_text IS NULL
        AND NOT COALESCE(s.is_initial_conference_not_required, FALSE)
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
    y.section_47_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'DateOfInitialCPC' AS field,
    y.section_47_value AS value,
    'section_47' AS table_name
FROM failing AS y
