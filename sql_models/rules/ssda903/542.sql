/*---
code: "542"
table: oc2
severity: error
message: >-
  The child is under 10 on 31 March, but whether the child was convicted is sent. Leave it blank, or
  correct the date of birth.
fields: [CONVICTED]
first_year: null
last_year: null
source: SSDA903 validation rule 542
---*/
SELECT
    x.row_id,
    x.la_code,
    x.collection_year,
    x.child_key,
    'CONVICTED' AS field,
    x.is_convicted_text AS value
FROM stg_ssda903__oc2 AS x
WHERE
    x.is_convicted_text IS NOT NULL AND x.birth_date + INTERVAL 10 YEAR > MAKE_DATE(x.collection_year, 3, 31)
