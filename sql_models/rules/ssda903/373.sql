/*---
code: "373"
table: episodes
severity: error
message: >-
  The child was placed in a residential school (S1) when under 4. Correct the placement type, the date
  on which the episode began or the date of birth.
fields: [DECOM]
first_year: null
last_year: null
source: SSDA903 validation rule 373
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
    e.placement_type_code = 'S1'
    AND e.start_date < h.birth_date + INTERVAL 4 YEAR
