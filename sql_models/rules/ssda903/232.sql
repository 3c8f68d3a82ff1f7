/*---
code: "232"
table: header
severity: query
message: >-
  The sex of the child is sent as unknown. Check it with the case record, and send M or F where it is
  known.
fields: [SEX]
first_year: 2025
last_year: null
source: SSDA903 validation rule 232
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'SEX' AS field,
    h.sex_code AS value
FROM stg_ssda903__header AS h
WHERE h.sex_code = 'U'
