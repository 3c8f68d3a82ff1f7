/*---
code: "identity:upn_check_letter"
table: ssda903.header
severity: query
message: >-
  The letter of the unique pupil number is not the one that its digits give, so a character is wrong. Take the number from
  the school's record.
fields: [UPN]
first_year: null
last_year: null
source: >-
  DfE guide to unique pupil numbers, see int_upns__checked. What has not the form of a number is the statutory rules' concern.
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'UPN' AS field,
    h.upn AS value
FROM stg_ssda903__header AS h
INNER JOIN int_upns__checked AS u ON h.upn = u.upn
WHERE u.upn_state = 'Wrong check letter'
