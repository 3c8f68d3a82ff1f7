/*---
code: "3001"
table: oc3
severity: error
message: >-
  The young person turned 17 in the year and is said to live with former foster carers, which is an
  answer for those of 18 and over. Correct the accommodation or the date of birth.
fields: [ACCOM]
first_year: null
last_year: null
source: SSDA903 validation rule 3001
---*/
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    'ACCOM' AS field,
    o.accommodation_code AS value
FROM stg_ssda903__oc3 AS o
LEFT JOIN
    stg_ssda903__header AS h
    ON o.la_code = h.la_code AND o.collection_year = h.collection_year AND o.child_key = h.child_key
WHERE
    o.accommodation_code IN ('Z1', 'Z2')
    AND COALESCE(o.birth_date, h.birth_date) + INTERVAL 17 YEAR >= MAKE_DATE(o.collection_year - 1, 4, 1)
    AND COALESCE(o.birth_date, h.birth_date) + INTERVAL 17 YEAR <= MAKE_DATE(o.collection_year, 3, 31)
