/*---
code: "516"
table: episodes
severity: error
message: >-
  A special guardianship order to former foster carers (E45 or E46) ended the episode, but the child was
  not placed with foster carers. Correct the reason or the placement type.
fields: [REC]
first_year: null
last_year: null
source: SSDA903 validation rule 516
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'REC' AS field,
    e.reason_episode_ceased_code AS value
FROM stg_ssda903__episodes AS e
LEFT JOIN seed_placement_type AS t ON e.placement_type_code = t.code
WHERE e.reason_episode_ceased_code IN ('E45', 'E46') AND NOT COALESCE(t.is_fostering, FALSE)
