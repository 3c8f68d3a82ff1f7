/*---
code: "420"
table: episodes
severity: error
message: >-
  The child has short breaks (V3 or V4), but the local authority of the placement is told. Leave the
  postcode of the placement out, or correct the legal status.
fields: [PL_LA]
first_year: null
last_year: null
needs_reference: [published.postcode]
or_stated: {PL_LA: placement_la_code}
source: SSDA903 validation rule 420
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'PL_LA' AS field,
    p.placement_la_code AS value
FROM stg_ssda903__episodes AS e
INNER JOIN int_episodes__places AS p ON e.row_id = p.row_id
WHERE
    p.has_la
    AND e.legal_status_code IN ('V3', 'V4')
    AND p.placement_la_code IS NOT NULL
