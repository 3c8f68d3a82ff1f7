/*---
code: "218"
table: episodes
severity: error
message: >-
  The Ofsted URN of a placement in England is blank, though its kind is registered with Ofsted. Send the
  URN of the home or provider.
fields: [URN]
first_year: null
last_year: null
needs_reference: [published.postcode]
or_stated: {PL_LA: placement_la_code}
source: >-
  SSDA903 validation rule 218. Semi-independent living (H5) had to be registered from 28 October 2023.
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
    AND e.placement_urn IS NULL
    AND e.placement_type_code IS NOT NULL
    AND COALESCE(e.legal_status_code, '') NOT IN ('V3', 'V4')
    AND p.placement_la_code LIKE 'E%'
    AND NOT (e.placement_type_code = 'H5' AND e.start_date < DATE '2023-10-28')
    AND NOT EXISTS (
        SELECT 1
        FROM seed_placement_type_without_urn AS s
        WHERE
            s.code = e.placement_type_code
            AND e.collection_year >= COALESCE(s.first_year, e.collection_year)
            AND e.collection_year <= COALESCE(s.last_year, e.collection_year)
    )
