/*---
code: "1015"
table: episodes
severity: error
message: >-
  The provider is the local authority's own (PR1), but the placement is in another local authority.
  Correct the provider or the postcode of the placement.
fields: [PL_LA]
first_year: null
last_year: null
needs_reference: [published.postcode]
or_stated: {PL_LA: placement_la_code}
source: >-
  SSDA903 validation rule 1015. Fostering and adoption (A, U) and supported accommodation (K3) may be anywhere, and so
  may short breaks (V3, V4).
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
    AND e.placement_provider_code = 'PR1'
    AND e.legal_status_code NOT IN ('V3', 'V4')
    AND LEFT(e.placement_type_code, 1) NOT IN ('A', 'U')
    AND e.placement_type_code <> 'K3'
    AND p.placement_la_code <> p.own_la_code
