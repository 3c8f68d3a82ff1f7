/*---
description: One row per spell of need, protection and court of a child, in one form for the journey.
grain: [object_key, spell, child_key]
columns:
  spell: Kind of spell, as seed_journey_event names it.
  object_key: Key of the row of the fact that it comes from.
  detail: What kind of it, in a few words of a code list.
  end_detail: How it ended, in a few words of a code list; NULL where nothing tells.
  start_date: First day of the spell.
  end_date: First day after the spell; NULL while it goes on.
  row_id: File and row that tell of it.
---*/
SELECT
    p.child_key,
    p.la_code,
    'Child in need' AS spell,
    p.child_in_need_period_key AS object_key,
    p.primary_need AS detail,
    p.closure_reason AS end_detail,
    p.start_date,
    p.end_date,
    p.row_id
FROM fct_child_in_need_period AS p
UNION ALL
SELECT
    a.child_key,
    a.la_code,
    'Assessment' AS spell,
    a.assessment_key AS object_key,
    CAST(NULL AS VARCHAR) AS detail,
    CAST(NULL AS VARCHAR) AS end_detail,
    a.start_date,
    a.authorisation_date AS end_date,
    a.row_id
FROM fct_assessment AS a
UNION ALL
SELECT
    n.child_key,
    n.la_code,
    'Child in need plan' AS spell,
    n.child_in_need_plan_key AS object_key,
    CAST(NULL AS VARCHAR) AS detail,
    CAST(NULL AS VARCHAR) AS end_detail,
    n.start_date,
    n.end_date,
    n.row_id
FROM fct_child_in_need_plan AS n
UNION ALL
SELECT
    c.child_key,
    c.la_code,
    'Child protection plan' AS spell,
    c.child_protection_plan_key AS object_key,
    c.latest_category_of_abuse AS detail,
    CAST(NULL AS VARCHAR) AS end_detail,
    c.start_date,
    c.end_date,
    c.row_id
FROM fct_child_protection_plan AS c
UNION ALL
SELECT
    r.child_key,
    r.la_code,
    'Pre-proceedings' AS spell,
    r.pre_proceedings_key AS object_key,
    CAST(NULL AS VARCHAR) AS detail,
    r.pre_proceedings_outcome AS end_detail,
    r.start_date,
    r.end_date,
    r.row_id
FROM fct_pre_proceedings AS r
WHERE r.child_key IS NOT NULL
UNION ALL
SELECT
    d.child_key,
    d.la_code,
    'Care proceedings' AS spell,
    k.care_proceedings_key AS object_key,
    CAST(NULL AS VARCHAR) AS detail,
    k.case_outcome AS end_detail,
    k.first_issue_date AS start_date,
    k.case_end_date AS end_date,
    d.row_id
FROM fct_application_child AS d
INNER JOIN fct_care_proceedings AS k ON d.care_proceedings_key = k.care_proceedings_key
WHERE d.child_key IS NOT NULL
