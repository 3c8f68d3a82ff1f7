/*---
code: "233"
table: episodes
severity: error
message: >-
  A reason for a change of placement is sent for an episode that has not ended. Leave it blank, or send
  the date on which the episode ceased.
fields: [REASON_PLACE_CHANGE]
first_year: 2026
last_year: null
source: SSDA903 validation rule 233
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'REASON_PLACE_CHANGE' AS field,
    e.reason_for_placement_change_code AS value
FROM stg_ssda903__episodes AS e
WHERE e.reason_for_placement_change_code IS NOT NULL AND e.end_date_text IS NULL
