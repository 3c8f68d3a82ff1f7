/*---
code: "169"
table: episodes
severity: error
message: >-
  The postcode of the placement is blank or not in the directory, so that in which local authority the
  child is placed is not known. Send the whole postcode of where the child lives.
fields: [PL_LA]
first_year: null
last_year: null
needs_reference: [published.postcode]
or_stated: {PL_LA: placement_la_code}
source: SSDA903 validation rule 169. The local authority of the placement is that of its postcode.
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
    AND p.placement_la_code IS NULL
    AND COALESCE(e.legal_status_code, '') NOT IN ('V3', 'V4')
