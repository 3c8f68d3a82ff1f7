/*---
code: "8606"
tables: [cin_details, child_identifiers]
severity: error
message: >-
  The child was referred more than 40 weeks before birth. Correct the date of the referral or that of
  birth.
fields: [CINreferralDate, PersonBirthDate]
first_year: null
last_year: null
source: CIN census validation rule 8606
---*/
WITH failing AS (
    SELECT
        d.la_code,
        d.collection_year,
        d.child_key,
        d.row_id AS cin_details_row_id,
        d.referral_date_text AS cin_details_value,
        i.row_id AS child_identifiers_row_id,
        i.birth_date_text AS child_identifiers_value
    FROM stg_cin_census__cin_details AS d
    INNER JOIN stg_cin_census__child_identifiers AS i
        ON
            d.la_code = i.la_code
            AND d.collection_year = i.collection_year
            AND d.child_key = i.child_key
    WHERE d.referral_date < COALESCE(i.birth_date, i.expected_birth_date) - INTERVAL 280 DAY
)

SELECT DISTINCT
    y.cin_details_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'CINreferralDate' AS field,
    y.cin_details_value AS value,
    'cin_details' AS table_name
FROM failing AS y
UNION ALL
SELECT DISTINCT
    y.child_identifiers_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'PersonBirthDate' AS field,
    y.child_identifiers_value AS value,
    'child_identifiers' AS table_name
FROM failing AS y
