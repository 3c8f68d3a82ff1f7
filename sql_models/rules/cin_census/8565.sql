/*---
code: "8565"
tables: [assessments, cin_plan_dates, section_47, child_protection_plans, cin_details]
severity: error
message: >-
  An assessment, an enquiry, a conference or a plan of the case is later than its closure. Correct the
  date of the closure or that of the activity.
fields: [AssessmentActualStartDate, AssessmentAuthorisationDate, CINPlanStartDate, CINPlanEndDate,
  S47ActualStartDate, DateOfInitialCPC, CPPstartDate, CPPendDate, CINclosureDate]
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
        'AssessmentActualStartDate' AS first_field,
        a.start_date AS first_date,
        a.start_date_text AS first_text,
        'AssessmentAuthorisationDate' AS last_field,
        a.authorisation_date AS last_date,
        a.authorisation_date_text AS last_text,
        'assessments' AS table_name
    FROM stg_cin_census__assessments AS a
    UNION ALL
    SELECT
        p.row_id,
        p.la_code,
        p.collection_year,
        p.child_key,
        p.cin_details_id_text,
        'CINPlanStartDate' AS first_field,
        p.start_date AS first_date,
        p.start_date_text AS first_text,
        'CINPlanEndDate' AS last_field,
        p.end_date AS last_date,
        p.end_date_text AS last_text,
        'cin_plan_dates' AS table_name
    FROM stg_cin_census__cin_plan_dates AS p
    UNION ALL
    SELECT
        s.row_id,
        s.la_code,
        s.collection_year,
        s.child_key,
        s.cin_details_id_text,
        'S47ActualStartDate' AS first_field,
        s.start_date AS first_date,
        s.start_date_text AS first_text,
        'DateOfInitialCPC' AS last_field,
        s.initial_conference_date AS last_date,
        s.initial_conference_date_text AS last_text,
        'section_47' AS table_name
    FROM stg_cin_census__section_47 AS s
    UNION ALL
    SELECT
        c.row_id,
        c.la_code,
        c.collection_year,
        c.child_key,
        c.cin_details_id_text,
        'CPPstartDate' AS first_field,
        c.start_date AS first_date,
        c.start_date_text AS first_text,
        'CPPendDate' AS last_field,
        c.end_date AS last_date,
        c.end_date_text AS last_text,
        'child_protection_plans' AS table_name
    FROM stg_cin_census__child_protection_plans AS c
),

late_activity AS (
    SELECT
        y.*,
        d.row_id AS case_row_id,
        y.first_date > d.closure_date AS is_first_late
    FROM activity AS y
    INNER JOIN stg_cin_census__cin_details AS d
        ON
            y.la_code = d.la_code
            AND y.collection_year = d.collection_year
            AND y.child_key = d.child_key
            AND y.cin_details_id_text IS NOT DISTINCT FROM d.cin_details_id_text
    WHERE y.first_date > d.closure_date OR y.last_date > d.closure_date
)

SELECT DISTINCT
    y.row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    CASE WHEN y.is_first_late THEN y.first_field ELSE y.last_field END AS field,
    CASE WHEN y.is_first_late THEN y.first_text ELSE y.last_text END AS value,
    y.table_name
FROM late_activity AS y
UNION ALL
SELECT
    d.row_id,
    d.la_code,
    d.collection_year,
    d.child_key,
    'CINclosureDate' AS field,
    d.closure_date_text AS value,
    'cin_details' AS table_name
FROM stg_cin_census__cin_details AS d
WHERE
    d.initial_conference_date > d.closure_date
    OR EXISTS (
        SELECT 1
        FROM late_activity AS y
        WHERE y.case_row_id = d.row_id
    )
