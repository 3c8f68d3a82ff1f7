/*---
code: "242"
table: episodes
severity: error
message: >-
  The URN is sent as not known (XXXXXXX), which only a placement for adoption with a regional adoption
  agency may have. Send the URN of the provider.
fields: [URN]
first_year: 2026
last_year: null
source: SSDA903 validation rule 242
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'URN' AS field,
    e.placement_urn AS value
FROM stg_ssda903__episodes AS e
WHERE
    e.placement_urn = 'XXXXXXX'
    AND COALESCE(e.placement_type_code, '') NOT IN ('A3', 'A4', 'A5', 'A6')
