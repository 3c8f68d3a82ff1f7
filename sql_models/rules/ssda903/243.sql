/*---
code: "243"
table: episodes
severity: error
message: >-
  An Ofsted URN is sent for a placement outside England, where Ofsted registers nobody. Leave the URN
  blank, or correct the postcode of the placement.
fields: [URN]
first_year: 2026
last_year: null
needs_reference: [published.postcode]
or_stated: {PL_LA: placement_la_code}
source: SSDA903 validation rule 243. Ofsted registers placements in England.
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'URN' AS field,
    e.placement_urn AS value
FROM stg_ssda903__episodes AS e
INNER JOIN int_episodes__places AS p ON e.row_id = p.row_id
WHERE
    p.has_la
    AND e.placement_urn IS NOT NULL
    AND p.placement_la_code IN ('WAL', 'SCO', 'NIR', 'NUK')
