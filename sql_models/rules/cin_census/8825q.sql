/*---
code: "8825Q"
table: cin_details
severity: query
message: >-
  The case was closed after assessment (RC8 or RC9) and has no assessment. Send the assessment, correct
  the reason, or say why.
fields: [ReasonForClosure]
first_year: null
last_year: null
source: CIN census validation rule 8825Q
---*/
SELECT
    d.row_id,
    d.la_code,
    d.collection_year,
    d.child_key,
    'ReasonForClosure' AS field,
    d.closure_reason_code AS value
FROM stg_cin_census__cin_details AS d
WHERE
    d.closure_reason_code IN ('RC8', 'RC9')
    AND NOT EXISTS (
        SELECT 1
        FROM stg_cin_census__assessments AS a
        WHERE
            a.la_code = d.la_code
            AND a.collection_year = d.collection_year
            AND a.child_key = d.child_key
            AND a.cin_details_id_text IS NOT DISTINCT FROM d.cin_details_id_text
    )
