/*---
code: "9007"
table: pre_proceedings
severity: error
message: >-
  A letter before proceedings was sent, and it is not said whether it offered a family group decision
  making meeting. Send 1 when it did and 0 when not.
fields: [FGDMMeetingOffer]
first_year: 2027
last_year: null
source: CIN census validation rule 9007
---*/
SELECT
    q.row_id,
    q.la_code,
    q.collection_year,
    q.child_key,
    'FGDMMeetingOffer' AS field,
    q.has_family_group_meeting_offer_text AS value
FROM stg_cin_census__pre_proceedings AS q
WHERE
    q.letter_before_proceedings_date_text IS NOT NULL
    AND q.has_family_group_meeting_offer IS NULL
