/*---
code: "546"
table: oc2
severity: error
message: >-
  The child is 5 or over on 31 March, but whether health checks are up to date is sent, which is asked
  of younger children alone. Leave it blank, or correct the date of birth.
fields: [HEALTH_CHECK]
first_year: null
last_year: null
source: SSDA903 validation rule 546
---*/
SELECT
    x.row_id,
    x.la_code,
    x.collection_year,
    x.child_key,
    'HEALTH_CHECK' AS field,
    x.is_health_checked_text AS value
FROM stg_ssda903__oc2 AS x
WHERE
    x.is_health_checked_text IS NOT NULL
    AND x.birth_date + INTERVAL 5 YEAR <= MAKE_DATE(x.collection_year, 3, 31)
