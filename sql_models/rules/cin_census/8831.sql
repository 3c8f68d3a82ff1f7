/*---
code: "8831"
tables: [assessments, section_47, cin_details]
severity: error
message: >-
  The referral is marked as having led to no further action, and has an assessment, an enquiry or a
  conference. Correct the mark, or take out what does not belong to the case.
fields: [AssessmentActualStartDate, S47ActualStartDate, ReferralNFA]
first_year: null
last_year: null
source: CIN census validation rule 8831
---*/
WITH activity AS (
    SELECT
        a.row_id,
        a.la_code,
        a.collection_year,
        a.child_key,
        a.cin_details_id_text,
        'AssessmentActualStartDate' AS field,
        a.start_date_text AS value,
        'assessments' AS table_name
    FROM stg_cin_census__assessments AS a
    WHERE a.start_date_text IS NOT NULL OR a.authorisation_date_text IS NOT NULL
    UNION ALL
    SELECT
        s.row_id,
        s.la_code,
        s.collection_year,
        s.child_key,
        s.cin_details_id_text,
        'S47ActualStartDate' AS field,
        s.start_date_text AS value,
        'section_47' AS table_name
    FROM stg_cin_census__section_47 AS s
    WHERE s.start_date_text IS NOT NULL OR s.initial_conference_date_text IS NOT NULL
),

failing_cases AS (
    SELECT d.*
    FROM stg_cin_census__cin_details AS d
    WHERE d.is_referral_no_further_action
)

SELECT
    y.row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    y.field,
    y.value,
    y.table_name
FROM activity AS y
INNER JOIN failing_cases AS d
    ON
        y.la_code = d.la_code
        AND y.collection_year = d.collection_year
        AND y.child_key = d.child_key
        AND y.cin_details_id_text IS NOT DISTINCT FROM d.cin_details_id_text
UNION ALL
SELECT
    d.row_id,
    d.la_code,
    d.collection_year,
    d.child_key,
    'ReferralNFA' AS field,
    d.is_referral_no_further_action_text AS value,
    'cin_details' AS table_name
FROM failing_cases AS d
WHERE
    d.initial_conference_date_text IS NOT NULL
    OR EXISTS (
        SELECT 1
        FROM activity AS y
        WHERE
            y.la_code = d.la_code
            AND y.collection_year = d.collection_year
            AND y.child_key = d.child_key
            AND y.cin_details_id_text IS NOT DISTINCT FROM d.cin_details_id_text
    )
