/*---
code: "217"
table: episodes
severity: error
message: >-
  A placement for adoption with the current foster carer (A3 or A5) since April 2015 begins with a
  change of carer. Send S, T or U as the reason for the new episode, or correct the placement type.
fields: [RNE]
first_year: null
last_year: null
source: SSDA903 validation rule 217
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'RNE' AS field,
    e.reason_for_new_episode_code AS value
FROM stg_ssda903__episodes AS e
WHERE
    e.placement_type_code IN ('A3', 'A5')
    AND e.start_date >= DATE '2015-04-01'
    AND COALESCE(e.reason_for_new_episode_code, '') NOT IN ('S', 'T', 'U')
