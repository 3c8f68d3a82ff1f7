/*---
code: "2991Q"
table: section_47
severity: query
message: >-
  The case has a section 47 enquiry and no assessment. Send the assessment or say why there is none.
fields: [CINdetailsID]
first_year: null
last_year: null
source: CIN census validation rule 2991Q
---*/
SELECT
    s.row_id,
    s.la_code,
    s.collection_year,
    s.child_key,
    'CINdetailsID' AS field,
    s.cin_details_id_text AS value
FROM stg_cin_census__section_47 AS s
WHERE
    NOT EXISTS (
        SELECT 1
        FROM stg_cin_census__assessments AS a
        WHERE
            a.la_code = s.la_code
            AND a.collection_year = s.collection_year
            AND a.child_key = s.child_key
            AND a.cin_details_id_text IS NOT DISTINCT FROM s.cin_details_id_text
    )
