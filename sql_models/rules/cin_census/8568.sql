/*---
code: "8568"
table: cin_details
severity: error
message: >-
  Whether the referral led to no further action is blank or neither yes nor no. Send 1 when it did and 0
  when not.
fields: [ReferralNFA]
first_year: null
last_year: null
source: CIN census validation rule 8568. Yes and no are 1 and 0, or true and false; other words for them are read and fail.
---*/
SELECT
    d.row_id,
    d.la_code,
    d.collection_year,
    d.child_key,
    'ReferralNFA' AS field,
    d.is_referral_no_further_action_text AS value
FROM stg_cin_census__cin_details AS d
WHERE COALESCE(LOWER(d.is_referral_no_further_action_text) NOT IN ('0', '1', 'false', 'true'), TRUE)
