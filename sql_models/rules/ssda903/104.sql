/*---
code: "104"
table: uasc
severity: error
message: >-
  The date on which the unaccompanied asylum-seeking status ceases is not a date. Send it as dd/mm/yyyy,
  with a year of four digits, or leave it blank where there is none.
fields: [DUC]
first_year: null
last_year: null
source: SSDA903 validation rule 104
---*/
SELECT
    u.row_id,
    u.la_code,
    u.collection_year,
    u.child_key,
    'DUC' AS field,
    u.uasc_ceased_date_text AS value
FROM stg_ssda903__uasc AS u
WHERE
    u.uasc_ceased_date_text IS NOT NULL
    AND (u.uasc_ceased_date IS NULL OR NOT REGEXP_MATCHES(u.uasc_ceased_date_text, '[0-9]{4}'))
