/*---
code: "168"
table: header
severity: error
message: >-
  The unique pupil number is not one: a letter, eleven digits, and a digit or letter. Send the number
  that the school gave the child, or UN1 to UN5 for why there is none.
fields: [UPN]
first_year: null
last_year: null
source: SSDA903 validation rule 168. The check letter is not recalculated.
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'UPN' AS field,
    h.upn AS value
FROM stg_ssda903__header AS h
WHERE NOT REGEXP_MATCHES(h.upn, '^(UN[1-5]|[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z])$')
