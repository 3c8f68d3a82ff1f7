/*---
code: "100"
table: header
severity: error
message: >-
  The reference date is blank or is not 31 March of the census year. Send the last day of the year that
  the return is of.
fields: [ReferenceDate]
first_year: null
last_year: null
source: CIN census validation rule 100
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    CAST(NULL AS VARCHAR) AS child_key,
    'ReferenceDate' AS field,
    h.reference_date_text AS value
FROM stg_cin_census__header AS h
WHERE COALESCE(h.reference_date <> MAKE_DATE(h.collection_year, 3, 31), TRUE)
