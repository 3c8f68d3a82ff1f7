/*---
code: "372"
table: episodes
severity: error
message: >-
  The child was placed in a young offender institution or prison (R5) when under 10. Correct the
  placement type, the date on which the episode began or the date of birth.
fields: [DECOM]
first_year: null
last_year: null
source: SSDA903 validation rule 372
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'DECOM' AS field,
    e.start_date_text AS value
FROM stg_ssda903__episodes AS e
INNER JOIN stg_ssda903__header AS h
    ON e.la_code = h.la_code AND e.collection_year = h.collection_year AND e.child_key = h.child_key
WHERE
    e.placement_type_code = 'R5'
    AND e.start_date < h.birth_date + INTERVAL 10 YEAR
