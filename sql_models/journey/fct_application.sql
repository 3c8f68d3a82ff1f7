/*---
description: One row per application to the family court; a case with several applications has a row for each.
grain: [application_key]
columns:
  application_key: Key of the application, from the LA, the case number, what is applied for and the day of issue.
  care_proceedings_key: Key of the case that the application belongs to.
  application_type: What is applied for, readable; Unknown when the code is not in the list.
  application_group: Group of applications that reports show together; Unknown when the code is not in the list.
  is_section_31: Whether it is for a care or supervision order, to which the 26 weeks of the law apply.
  issue_collection_year: Collection year of the day of issue.
  case_outcome: How the application ended, readable; Not yet decided while it is before the court.
  children_of_case: Children of the whole case; trackers do not say which of them an application is about.
  days: Days from issue to decision; NULL while it is before the court or when the end told is before the issue.
  days_so_far: Days from issue to decision or else to the end of the last day that a tracker tells of.
  weeks_so_far: The same in weeks, to one decimal place.
  is_over_26_weeks: Whether that is more than 26 weeks (182 days).
  has_extension: Whether the court extended the timetable beyond 26 weeks.
  timetable_end_date: Last day of the timetable; the day to which it was last extended, otherwise 26 weeks after issue.
  is_beyond_timetable: Whether it was decided after that day, or is still before the court when that day has passed.
source: >-
  Children Act 1989 section 32: 26 weeks from the day of issue; an extension moves no day of issue. Durations are told of
  every application, the law's limit is one for section 31 alone.
---*/
WITH children_of_cases AS (
    SELECT
        c.la_code,
        c.case_number,
        COUNT(*) AS children
    FROM fct_application_child AS c
    GROUP BY c.la_code, c.case_number
),

timed_applications AS (
    SELECT
        a.*,
        CASE
            WHEN a.case_end_date >= a.issue_date THEN DATE_DIFF('day', a.issue_date, a.case_end_date)
        END AS days,
        CASE
            WHEN a.case_end_date >= a.issue_date THEN DATE_DIFF('day', a.issue_date, a.case_end_date)
            WHEN a.case_end_date IS NULL AND a.as_at_date >= a.issue_date
                THEN DATE_DIFF('day', a.issue_date, a.as_at_date) + 1
        END AS days_so_far,
        CAST(
            COALESCE(a.extended_to_date, a.issue_date + INTERVAL 182 DAY) AS DATE
        ) AS timetable_end_date
    FROM int_applications__in_force AS a
)

SELECT
    CAST(MD5(
        t.la_code || '|' || t.case_number || '|' || COALESCE(t.application_type_code, '')
        || '|' || CAST(t.issue_date AS VARCHAR)
    ) AS VARCHAR) AS application_key,
    CAST(MD5(t.la_code || '|' || t.case_number) AS VARCHAR) AS care_proceedings_key,
    t.la_code,
    t.case_number,
    t.application_type_code,
    CAST(COALESCE(k.label, 'Unknown') AS VARCHAR) AS application_type,
    CAST(COALESCE(g.application_group, 'Unknown') AS VARCHAR) AS application_group,
    CAST(COALESCE(g.is_section_31, FALSE) AS BOOLEAN) AS is_section_31,
    t.issue_date,
    CAST(
        EXTRACT(YEAR FROM t.issue_date)
        + CASE WHEN EXTRACT(MONTH FROM t.issue_date) >= 4 THEN 1 ELSE 0 END AS INTEGER
    ) AS issue_collection_year,
    t.is_la_applicant,
    t.is_short_notice,
    t.is_repeat,
    t.court_area,
    t.extended_to_date,
    t.case_end_date,
    t.is_end_unknown,
    t.case_outcome_code,
    CAST(CASE
        WHEN t.case_end_date IS NULL AND t.case_outcome_code IS NULL THEN 'Not yet decided'
        ELSE COALESCE(o.label, 'Unknown')
    END AS VARCHAR) AS case_outcome,
    CAST(COALESCE(c.children, 0) AS INTEGER) AS children_of_case,
    CAST(t.days AS INTEGER) AS days,
    CAST(t.days_so_far AS INTEGER) AS days_so_far,
    CAST(ROUND(CAST(t.days_so_far AS DECIMAL(9, 2)) / 7, 1) AS DECIMAL(9, 1)) AS weeks_so_far,
    t.days_so_far > 182 AS is_over_26_weeks,
    t.extended_to_date IS NOT NULL AS has_extension,
    t.timetable_end_date,
    COALESCE(t.case_end_date, t.as_at_date) > t.timetable_end_date AS is_beyond_timetable,
    t.collection_year,
    t.row_id
FROM timed_applications AS t
LEFT JOIN seed_court_application_type AS g ON t.application_type_code = g.code
LEFT JOIN seed_court_code AS k ON k.code_list = 'application_type' AND t.application_type_code = k.code
LEFT JOIN seed_court_code AS o ON o.code_list = 'case_outcome' AND t.case_outcome_code = o.code
LEFT JOIN children_of_cases AS c ON t.la_code = c.la_code AND t.case_number = c.case_number
