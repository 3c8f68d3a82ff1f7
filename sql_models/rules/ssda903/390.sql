/*---
code: "390"
table: episodes
severity: error
message: >-
  The child was adopted, but from a placement that is not one for adoption. Correct the placement type,
  or the reason that the episode ceased.
fields: [PLACE]
first_year: null
last_year: null
source: SSDA903 validation rule 390
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'PLACE' AS field,
    e.placement_type_code AS value
FROM stg_ssda903__episodes AS e
WHERE
    e.reason_episode_ceased_code IN ('E11', 'E12')
    AND COALESCE(e.placement_type_code, '') NOT IN ('A3', 'A4', 'A5', 'A6')
