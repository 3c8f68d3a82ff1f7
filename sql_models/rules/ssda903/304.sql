/*---
code: "304"
table: uasc
severity: error
message: >-
  The status of an unaccompanied asylum-seeking child ceases after the 18th birthday. Send the birthday
  or an earlier day, or correct the date of birth.
fields: [DUC]
first_year: null
last_year: null
source: SSDA903 validation rule 304
---*/
SELECT
    u.row_id,
    u.la_code,
    u.collection_year,
    u.child_key,
    'DUC' AS field,
    u.uasc_ceased_date_text AS value
FROM stg_ssda903__uasc AS u
WHERE u.uasc_ceased_date > u.birth_date + INTERVAL 18 YEAR
