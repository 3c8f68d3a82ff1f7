/*---
code: "2990"
tables: [cin_plan_dates, child_protection_plans, section_47, cin_details]
severity: error
message: >-
  The case was closed after assessment (RC8 or RC9) and has an enquiry, a conference or a plan. Correct
  the reason of closure, or take out what does not belong to the case.
fields: [CINPlanStartDate, CPPstartDate, S47ActualStartDate, ReasonForClosure]
first_year: null
last_year: null
source: CIN census validation rule 2990
---*/
WITH activity AS (
    SELECT
        p.row_id,
        p.la_code,
        p.collection_year,
        p.child_key,
        p.cin_details_id_text,
        'CINPlanStartDate' AS field,
        p.start_date_text AS value,
        'cin_plan_dates' AS table_name
    FROM stg_cin_census__cin_plan_dates AS p
    UNION ALL
    SELECT
        c.row_id,
        c.la_code,
        c.collection_year,
        c.child_key,
        c.cin_details_id_text,
        'CPPstartDate' AS field,
        c.start_date_text AS value,
        'child_protection_plans' AS table_name
    FROM stg_cin_census__child_protection_plans AS c
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
),

failing_cases AS (
    SELECT d.*
    FROM stg_cin_census__cin_details AS d
    WHERE d.closure_reason_code IN ('RC8', 'RC9')
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
    'ReasonForClosure' AS field,
    d.closure_reason_code AS value,
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
