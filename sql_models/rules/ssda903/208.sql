/*---
code: "208"
table: header
severity: error
message: >-
  The unique pupil number is not the one that last year's return has. Send the number that the child
  has, or tell the Department that last year's was wrong.
fields: [UPN]
first_year: null
last_year: null
needs_previous_year: required
source: >-
  SSDA903 validation rule 208. A number found for a child who had none (UN1 to UN5) is no disagreement.
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'UPN' AS field,
    h.upn AS value
FROM stg_ssda903__header AS h
INNER JOIN stg_ssda903__header AS l
    ON h.la_code = l.la_code AND h.collection_year = l.collection_year + 1 AND h.child_key = l.child_key
WHERE
    NOT REGEXP_MATCHES(l.upn, '^UN[1-5]$')
    AND COALESCE(h.upn, '') <> l.upn
