/*---
code: "209"
table: header
severity: error
message: >-
  The unique pupil number is sent as not yet given for want of age (UN1), but the child was 4 by the end
  of August and is of school age. Send the number, or another reason.
fields: [UPN]
first_year: null
last_year: null
source: SSDA903 validation rule 209
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'UPN' AS field,
    h.upn AS value
FROM stg_ssda903__header AS h
WHERE
    h.upn = 'UN1'
    AND h.birth_date + INTERVAL 4 YEAR <= MAKE_DATE(h.collection_year - 1, 8, 31)
