/*---
code: "8770Q"
table: child_identifiers
severity: query
message: >-
  The child is of school age, has no unique pupil number and no reason for that but being too young
  (UN1). Send the number or another reason, or say why.
fields: [UPNunknown]
first_year: null
last_year: null
source: >-
  CIN census validation rule 8770Q. School age is 5 to 15 years on 31 March.
---*/
SELECT
    i.row_id,
    i.la_code,
    i.collection_year,
    i.child_key,
    'UPNunknown' AS field,
    i.upn_unknown_reason_code AS value
FROM stg_cin_census__child_identifiers AS i
WHERE
    i.upn IS NULL
    AND COALESCE(i.upn_unknown_reason_code, 'UN1') = 'UN1'
    AND i.birth_date + INTERVAL 5 YEAR <= MAKE_DATE(i.collection_year, 3, 31)
    AND i.birth_date + INTERVAL 16 YEAR > MAKE_DATE(i.collection_year, 3, 31)
