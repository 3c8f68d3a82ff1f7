/*---
description: One row per case of a local authority before the family court, with all its applications.
grain: [care_proceedings_key]
columns:
  care_proceedings_key: Key of the case, from the LA and the case number; two LAs with one number have two cases.
  first_issue_date: Day on which the first application of the case was issued.
  case_end_date: Day on which the last application of the case was decided or withdrawn; NULL while one is before the court.
  case_outcome_code: Outcome of the application that settles the case; the last care or supervision order applied for, otherwise the last application.
  case_outcome: The same, readable; Not yet decided while that application is before the court.
  is_care_proceedings: Whether a care or supervision order (section 31) is applied for.
  is_la_applicant: Whether the LA made the first application.
  is_short_notice: Whether the first application was issued at short notice.
  is_repeat: Whether any application says that there were earlier proceedings about a child of the mother or father.
  is_end_unknown: Whether an application has no end although a later tracker no longer holds it.
  number_of_applications: Applications in the case.
  number_of_children: Children of the case.
  days: Days from first issue to last decision; NULL while open or when the dates contradict each other.
  weeks: The same in weeks, to one decimal place.
  section_31_days: Days from first issue to last decision of the applications for a care or supervision order, so far when undecided; NULL when there are none.
  is_over_26_weeks: Whether those are more than 26 weeks (182 days); NULL when there are none.
  has_extension: Whether the court extended the timetable of any application.
  collection_year: Collection year of the latest tracker that tells an application of the case.
source: >-
  Children Act 1989 section 32 sets 26 weeks for section 31 alone, from the day of issue. A placement order applied for in
  care proceedings often ends later and does not lengthen them, so the case's own days are told beside the law's.
---*/
WITH applications AS (
    SELECT
        a.*,
        ROW_NUMBER() OVER (
            PARTITION BY a.care_proceedings_key ORDER BY a.issue_date, a.application_key
        ) AS place_from_first,
        ROW_NUMBER() OVER (
            PARTITION BY a.care_proceedings_key
            ORDER BY a.is_section_31 DESC, a.issue_date DESC, a.application_key DESC
        ) AS settles,
        CASE
            WHEN a.is_section_31 THEN a.issue_date + CAST(a.days_so_far AS INTEGER) * INTERVAL 1 DAY
        END AS section_31_end_date,
        CASE WHEN a.is_section_31 THEN a.issue_date END AS section_31_issue_date
    FROM fct_application AS a
),

cases AS (
    SELECT
        a.care_proceedings_key,
        a.la_code,
        a.case_number,
        MIN(a.issue_date) AS first_issue_date,
        CASE WHEN COUNT(a.case_end_date) = COUNT(*) THEN MAX(a.case_end_date) END AS case_end_date,
        MAX(CASE WHEN a.settles = 1 THEN a.case_outcome_code END) AS case_outcome_code,
        MAX(CASE WHEN a.settles = 1 THEN a.case_outcome END) AS case_outcome,
        BOOL_OR(a.is_section_31) AS is_care_proceedings,
        BOOL_OR(a.place_from_first = 1 AND a.is_la_applicant) AS is_la_applicant,
        BOOL_OR(a.place_from_first = 1 AND a.is_short_notice) AS is_short_notice,
        BOOL_OR(a.is_repeat) AS is_repeat,
        BOOL_OR(a.is_end_unknown) AS is_end_unknown,
        BOOL_OR(a.has_extension) AS has_extension,
        COUNT(*) AS number_of_applications,
        MAX(a.children_of_case) AS number_of_children,
        MIN(a.section_31_issue_date) AS section_31_issue_date,
        MAX(a.section_31_end_date) AS section_31_end_date,
        MAX(a.collection_year) AS collection_year
    FROM applications AS a
    GROUP BY a.care_proceedings_key, a.la_code, a.case_number
),

timed_cases AS (
    SELECT
        c.*,
        CASE
            WHEN c.case_end_date >= c.first_issue_date
                THEN DATE_DIFF('day', c.first_issue_date, c.case_end_date)
        END AS days,
        DATE_DIFF('day', c.section_31_issue_date, CAST(c.section_31_end_date AS DATE)) AS section_31_days
    FROM cases AS c
)

SELECT
    t.care_proceedings_key,
    t.la_code,
    t.case_number,
    CAST(t.first_issue_date AS DATE) AS first_issue_date,
    CAST(t.case_end_date AS DATE) AS case_end_date,
    CAST(t.case_outcome_code AS VARCHAR) AS case_outcome_code,
    CAST(t.case_outcome AS VARCHAR) AS case_outcome,
    CAST(t.is_care_proceedings AS BOOLEAN) AS is_care_proceedings,
    CAST(t.is_la_applicant AS BOOLEAN) AS is_la_applicant,
    CAST(t.is_short_notice AS BOOLEAN) AS is_short_notice,
    CAST(t.is_repeat AS BOOLEAN) AS is_repeat,
    CAST(t.is_end_unknown AS BOOLEAN) AS is_end_unknown,
    CAST(t.number_of_applications AS INTEGER) AS number_of_applications,
    CAST(t.number_of_children AS INTEGER) AS number_of_children,
    CAST(t.days AS INTEGER) AS days,
    CAST(ROUND(CAST(t.days AS DECIMAL(9, 2)) / 7, 1) AS DECIMAL(9, 1)) AS weeks,
    CAST(t.section_31_days AS INTEGER) AS section_31_days,
    t.section_31_days > 182 AS is_over_26_weeks,
    CAST(t.has_extension AS BOOLEAN) AS has_extension,
    CAST(t.collection_year AS INTEGER) AS collection_year
FROM timed_cases AS t
