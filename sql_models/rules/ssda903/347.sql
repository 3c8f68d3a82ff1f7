/*---
code: "347"
table: oc3
severity: error
message: >-
  The care leaver is under 18 and said to live in a foyer, which takes nobody younger. Correct the
  accommodation or the date of birth.
fields: [ACCOM]
first_year: null
last_year: null
source: SSDA903 validation rule 347
---*/
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    'ACCOM' AS field,
    o.accommodation_code AS value
FROM stg_ssda903__oc3 AS o
WHERE
    o.accommodation_code IN ('T1', 'T2')
    AND o.birth_date + INTERVAL 18 YEAR > MAKE_DATE(o.collection_year, 3, 31)
