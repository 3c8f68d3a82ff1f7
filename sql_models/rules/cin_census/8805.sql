/*---
code: "8805"
table: cin_details
severity: error
message: >-
  The case is closed and has no reason of closure. Send the reason.
fields: [CINclosureDate]
first_year: null
last_year: null
source: CIN census validation rule 8805
---*/
SELECT
    d.row_id,
    d.la_code,
    d.collection_year,
    d.child_key,
    'CINclosureDate' AS field,
    d.closure_date_text AS value
FROM stg_cin_census__cin_details AS d
WHERE
    d.closure_date_text IS NOT NULL
    AND d.closure_reason_code IS NULL
