/*---
code: "9010Q"
table: pre_proceedings
severity: query
message: >-
  A family group decision making meeting was offered, and it is not said whether it was held. Send 1 when
  it was and 0 when not.
fields: [FGDMMeetingFac]
first_year: 2027
last_year: null
source: CIN census validation rule 9010Q
---*/
SELECT
    q.row_id,
    q.la_code,
    q.collection_year,
    q.child_key,
    'FGDMMeetingFac' AS field,
    q.has_family_group_meeting_text AS value
FROM stg_cin_census__pre_proceedings AS q
WHERE
    q.has_family_group_meeting_offer
    AND q.has_family_group_meeting IS NULL
