/*---
code: "8810"
table: cin_details
severity: error
message: >-
  The case has a reason of closure and no date. Send the date or take out the reason.
fields: [ReasonForClosure]
first_year: null
last_year: null
source: CIN census validation rule 8810
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
    d.closure_reason_code IS NOT NULL
    AND d.closure_date_text IS NULL
