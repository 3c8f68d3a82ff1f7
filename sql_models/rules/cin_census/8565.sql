/*---
code: "8565"
tables: [assessments, cin_plan_dates, section_47, child_protection_plans, cin_details]
severity: error
message: >-
  An assessment, an enquiry, a conference or a plan of the case is later than its closure. Correct the
  date of the closure or that of the activity.
fields: [AssessmentActualStartDate, AssessmentAuthorisationDate,
  CINPlanStartDate, CINPlanEndDate, S47ActualStartDate, DateOfInitialCPC, CPPstartDate, CPPendDate, CINclosureDate]
first_year: null
last_year: null
source: CIN census validation rule 8565
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
        a.start_date AS activity_date,
        'assessments' AS table_name
    FROM stg_cin_census__assessments AS a
    UNION ALL
    SELECT
        a.row_id,
        a.la_code,
        a.collection_year,
        a.child_key,
        a.cin_details_id_text,
        'AssessmentAuthorisationDate' AS field,
        a.authorisation_date_text AS value,
        a.authorisation_date AS activity_date,
        'assessments' AS table_name
    FROM stg_cin_census__assessments AS a
    UNION ALL
    SELECT
        p.row_id,
        p.la_code,
        p.collection_year,
        p.child_key,
        p.cin_details_id_text,
        'CINPlanStartDate' AS field,
        p.start_date_text AS value,
        p.start_date AS activity_date,
        'cin_plan_dates' AS table_name
    FROM stg_cin_census__cin_plan_dates AS p
    UNION ALL
    SELECT
        p.row_id,
        p.la_code,
        p.collection_year,
        p.child_key,
        p.cin_details_id_text,
        'CINPlanEndDate' AS field,
        p.end_date_text AS value,
        p.end_date AS activity_date,
        'cin_plan_dates' AS table_name
    FROM stg_cin_census__cin_plan_dates AS p
    UNION ALL
    SELECT
        s.row_id,
        s.la_code,
        s.collection_year,
        s.child_key,
        s.cin_details_id_text,
        'S47ActualStartDate' AS field,
        s.start_date_text AS value,
        s.start_date AS activity_date,
        'section_47' AS table_name
    FROM stg_cin_census__section_47 AS s
    UNION ALL
    SELECT
        s.row_id,
        s.la_code,
        s.collection_year,
        s.child_key,
        s.cin_details_id_text,
        'DateOfInitialCPC' AS field,
        s.initial_conference_date_text AS value,
        s.initial_conference_date AS activity_date,
        'section_47' AS table_name
    FROM stg_cin_census__section_47 AS s
    UNION ALL
    SELECT
        c.row_id,
        c.la_code,
        c.collection_year,
        c.child_key,
        c.cin_details_id_text,
        'CPPstartDate' AS field,
        c.start_date_text AS value,
        c.start_date AS activity_date,
        'child_protection_plans' AS table_name
    FROM stg_cin_census__child_protection_plans AS c
    UNION ALL
    SELECT
        c.row_id,
        c.la_code,
        c.collection_year,
        c.child_key,
        c.cin_details_id_text,
        'CPPendDate' AS field,
        c.end_date_text AS value,
        c.end_date AS activity_date,
        'child_protection_plans' AS table_name
    FROM stg_cin_census__child_protection_plans AS c
),

failing_cases AS (
    SELECT d.*
    FROM stg_cin_census__cin_details AS d
    WHERE d.closure_date IS NOT NULL
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
        AND y.cin_details_id_text = d.cin_details_id_text
        AND y.activity_date > d.closure_date
UNION ALL
SELECT
    d.row_id,
    d.la_code,
    d.collection_year,
    d.child_key,
    'CINclosureDate' AS field,
    d.closure_date_text AS value,
    'cin_details' AS table_name
FROM failing_cases AS d
WHERE
    d.initial_conference_date > d.closure_date
    OR EXISTS (
        SELECT 1
        FROM activity AS y
        WHERE
            y.la_code = d.la_code
            AND y.collection_year = d.collection_year
            AND y.child_key = d.child_key
            AND y.cin_details_id_text = d.cin_details_id_text
            AND y.activity_date > d.closure_date
    )
