/*---
code: "8772"
tables: [child_identifiers, cin_details]
severity: error
message: >-
  The child has no unique pupil number because the referral led to no further action (UN7), and a
  referral led to some. Send the number or another reason.
fields: [UPNunknown, ReferralNFA]
first_year: null
last_year: null
source: CIN census validation rule 8772
---*/
WITH failing AS (
    SELECT
        i.la_code,
        i.collection_year,
        i.child_key,
        i.row_id AS child_identifiers_row_id,
        i.upn_unknown_reason_code AS child_identifiers_value,
        d.row_id AS cin_details_row_id,
        d.is_referral_no_further_action_text AS cin_details_value
    FROM stg_cin_census__child_identifiers AS i
    INNER JOIN stg_cin_census__cin_details AS d
        ON
            i.la_code = d.la_code
            AND i.collection_year = d.collection_year
            AND i.child_key = d.child_key
    WHERE
        i.upn_unknown_reason_code = 'UN7'
        AND NOT d.is_referral_no_further_action
)

SELECT DISTINCT
    y.child_identifiers_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'UPNunknown' AS field,
    y.child_identifiers_value AS value,
    'child_identifiers' AS table_name
FROM failing AS y
UNION ALL
SELECT DISTINCT
    y.cin_details_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'ReferralNFA' AS field,
    y.cin_details_value AS value,
    'cin_details' AS table_name
FROM failing AS y
