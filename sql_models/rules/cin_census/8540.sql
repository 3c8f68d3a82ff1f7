/*---
code: "8540"
tables: [child_identifiers, disabilities, cin_details]
severity: error
message: >-
  A child who is born and whose referral led to further action has no disability, or one that is no code
  of the list. Send the codes, NONE when there is no disability.
fields: [PersonBirthDate, Disability, ReferralNFA]
first_year: null
last_year: null
source: CIN census validation rule 8540
---*/
WITH invalid_disabilities AS (
    SELECT b.*
    FROM stg_cin_census__disabilities AS b
    WHERE NOT EXISTS (
        SELECT 1
        FROM seed_cin_census_code AS e
        WHERE e.code_list = 'disability' AND e.code = b.disability_code_text
    )
),

disability_counts AS (
    SELECT
        b.la_code,
        b.collection_year,
        b.child_key,
        COUNT(e.code) AS valid_count,
        COUNT(*) AS disability_count
    FROM stg_cin_census__disabilities AS b
    LEFT JOIN seed_cin_census_code AS e ON e.code_list = 'disability' AND b.disability_code_text = e.code
    GROUP BY b.la_code, b.collection_year, b.child_key
),

failing_children AS (
    SELECT i.*
    FROM stg_cin_census__child_identifiers AS i
    LEFT JOIN disability_counts AS n
        ON
            i.la_code = n.la_code
            AND i.collection_year = n.collection_year
            AND i.child_key = n.child_key
    WHERE
        i.birth_date_text IS NOT NULL
        AND (n.disability_count IS NULL OR n.valid_count < n.disability_count)
),

failing AS (
    SELECT
        i.row_id,
        i.la_code,
        i.collection_year,
        i.child_key,
        i.birth_date_text,
        d.row_id AS cin_details_row_id,
        d.is_referral_no_further_action_text
    FROM failing_children AS i
    INNER JOIN stg_cin_census__cin_details AS d
        ON
            i.la_code = d.la_code
            AND i.collection_year = d.collection_year
            AND i.child_key = d.child_key
    WHERE NOT d.is_referral_no_further_action
)

SELECT DISTINCT
    y.row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'PersonBirthDate' AS field,
    y.birth_date_text AS value,
    'child_identifiers' AS table_name
FROM failing AS y
UNION ALL
SELECT DISTINCT
    y.cin_details_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'ReferralNFA' AS field,
    y.is_referral_no_further_action_text AS value,
    'cin_details' AS table_name
FROM failing AS y
UNION ALL
SELECT DISTINCT
    b.row_id,
    b.la_code,
    b.collection_year,
    b.child_key,
    'Disability' AS field,
    b.disability_code_text AS value,
    'disabilities' AS table_name
FROM invalid_disabilities AS b
INNER JOIN failing AS y
    ON
        b.la_code = y.la_code
        AND b.collection_year = y.collection_year
        AND b.child_key = y.child_key
