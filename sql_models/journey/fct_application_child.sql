/*---
description: One row per child of a case before the family court; a tracker has a child once a case, not once an application.
grain: [application_child_key]
columns:
  application_child_key: Key of the child in the case.
  care_proceedings_key: Key of the case; NULL when no application of that number is told.
  application_key: Key of the case's only application; NULL when the case has several or none, as trackers do not say which.
  period_of_care_key: Key of the latest period of care that touches the time from first issue to last decision; NULL when the child was not looked after then.
  first_issue_date: Day on which the first application of the case was issued; NULL when none is told.
  age_at_issue: Age in completed years on that day; NULL when a date is not known.
  care_plan: Where the LA plans that the child shall live, readable; Unknown when it is blank or not in the list.
  is_linked: Whether the row is a child whom an id or the date of birth names.
source: >-
  Trackers restate; the same child in the same case is one row and the latest tracker knows best. A row that is not linked,
  or whose id no return has, stands only while no later tracker tells the children of that case. How a child is linked is in
  docs/decisions/0012.
---*/
WITH ranked_children AS (
    SELECT
        l.*,
        MAX(l.collection_year) OVER (PARTITION BY l.la_code, l.case_number) AS latest_collection_year,
        ROW_NUMBER() OVER (
            PARTITION BY l.la_code, l.case_number, l.child_in_case
            ORDER BY l.collection_year DESC, l.link_method = 'Child id' DESC, l.row_id DESC
        ) AS preference
    FROM int_application_children__linked AS l
    WHERE l.case_number IS NOT NULL
),

cases AS (
    SELECT
        a.la_code,
        a.case_number,
        MIN(a.issue_date) AS first_issue_date,
        MAX(COALESCE(a.case_end_date, a.as_at_date)) AS last_date,
        CASE
            WHEN COUNT(*) = 1
                THEN MD5(
                    a.la_code || '|' || a.case_number || '|' || COALESCE(MIN(a.application_type_code), '')
                    || '|' || CAST(MIN(a.issue_date) AS VARCHAR)
                )
        END AS application_key
    FROM int_applications__in_force AS a
    GROUP BY a.la_code, a.case_number
),

children_of_cases AS (
    SELECT
        r.*,
        c.first_issue_date,
        c.last_date,
        c.application_key
    FROM ranked_children AS r
    LEFT JOIN cases AS c ON r.la_code = c.la_code AND r.case_number = c.case_number
    WHERE
        r.preference = 1
        AND (
            r.link_method IN ('Child id', 'Birth date and sex')
            OR r.collection_year = r.latest_collection_year
        )
),

periods_of_children AS (
    SELECT
        c.row_id,
        p.period_of_care_key,
        ROW_NUMBER() OVER (
            PARTITION BY c.row_id ORDER BY p.start_date DESC
        ) AS preference
    FROM children_of_cases AS c
    INNER JOIN fct_period_of_care AS p
        ON
            c.child_key = p.child_key
            AND c.last_date >= p.start_date
            AND (p.end_date IS NULL OR c.first_issue_date <= p.end_date)
),

dated_children AS (
    SELECT
        c.*,
        p.period_of_care_key,
        EXTRACT(YEAR FROM c.first_issue_date) * 10000
        + EXTRACT(MONTH FROM c.first_issue_date) * 100 + EXTRACT(DAY FROM c.first_issue_date) AS issue_number,
        EXTRACT(YEAR FROM COALESCE(d.birth_date, c.birth_date)) * 10000
        + EXTRACT(MONTH FROM COALESCE(d.birth_date, c.birth_date)) * 100
        + EXTRACT(DAY FROM COALESCE(d.birth_date, c.birth_date)) AS birth_number
    FROM children_of_cases AS c
    LEFT JOIN periods_of_children AS p ON c.row_id = p.row_id AND p.preference = 1
    LEFT JOIN dim_child AS d ON c.child_key = d.child_key
)

SELECT
    CAST(
        MD5(d.la_code || '|' || d.case_number || '|' || d.child_in_case) AS VARCHAR
    ) AS application_child_key,
    d.child_key,
    d.la_code,
    CAST(
        CASE WHEN d.first_issue_date IS NOT NULL THEN MD5(d.la_code || '|' || d.case_number) END AS VARCHAR
    ) AS care_proceedings_key,
    CAST(d.application_key AS VARCHAR) AS application_key,
    CAST(d.period_of_care_key AS VARCHAR) AS period_of_care_key,
    d.case_number,
    CAST(d.first_issue_date AS DATE) AS first_issue_date,
    CAST(FLOOR((d.issue_number - d.birth_number) / 10000) AS INTEGER) AS age_at_issue,
    d.care_plan_code,
    CAST(COALESCE(k.label, 'Unknown') AS VARCHAR) AS care_plan,
    d.link_method,
    d.child_key IS NOT NULL AS is_linked,
    d.collection_year,
    d.row_id
FROM dated_children AS d
LEFT JOIN seed_court_code AS k ON k.code_list = 'care_plan' AND d.care_plan_code = k.code
