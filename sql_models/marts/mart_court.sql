/*---
description: One row per LA, year of issue and kind of application to the family court.
grain: [la_code, collection_year, application_type, outcome, duration_band, over_26_weeks]
columns:
  collection_year: Collection year in which the application was issued, the year in which the 31 March falls.
  outcome: How the application ended; Not yet decided while it is before the court.
  duration_band: Band of days from issue to decision; Not yet decided while it is before the court, Unknown when the dates contradict each other.
  over_26_weeks: Whether it took more than 26 weeks, or has lasted for longer so far; no when the dates contradict each other.
  applications: Applications issued in the year.
  children: Children of the cases that they belong to.
  cases_ended: Applications that have been decided or withdrawn.
  days_of_cases_ended: Days from issue to decision of those of which both are told; with cases_ended their average length.
warnings:
  - Children are those of the whole case, for trackers do not say which an application is about; a case with two applications counts them twice.
source: >-
  Court trackers of local authorities; Children Act 1989 section 32 sets 26 weeks for section 31 alone, the column tells
  them of every application. Decision: an application without end has the age that it had on the last day a tracker covers.
---*/
SELECT
    f.la_code,
    a.la_name,
    CAST(f.issue_collection_year AS INTEGER) AS collection_year,
    f.application_type,
    f.application_group,
    CAST(f.case_outcome AS VARCHAR) AS outcome,
    CAST(
        CASE
            WHEN f.case_end_date IS NULL THEN 'Not yet decided'
            ELSE COALESCE(b.case_duration_band, 'Unknown')
        END AS VARCHAR
    ) AS duration_band,
    CAST(COALESCE(f.is_over_26_weeks, FALSE) AS BOOLEAN) AS over_26_weeks,
    CAST(COUNT(*) AS BIGINT) AS applications,
    CAST(SUM(f.children_of_case) AS BIGINT) AS children,
    CAST(COUNT(f.case_end_date) AS BIGINT) AS cases_ended,
    CAST(COALESCE(SUM(f.days), 0) AS BIGINT) AS days_of_cases_ended
FROM fct_application AS f
-- Only years that the LA has returned: an earlier year would hold only the cases that went on.
INNER JOIN fct_return AS r
    ON
        f.la_code = r.la_code
        AND f.issue_collection_year = r.collection_year
        AND r.source = 'court' AND r.table_name = 'application'
INNER JOIN dim_local_authority AS a ON f.la_code = a.la_code
LEFT JOIN seed_case_duration_band AS b ON f.days >= b.from_days AND f.days < b.to_days
GROUP BY
    f.la_code, a.la_name, f.issue_collection_year, f.application_type, f.application_group, f.case_outcome,
    CASE
        WHEN f.case_end_date IS NULL THEN 'Not yet decided' ELSE COALESCE(b.case_duration_band, 'Unknown')
    END,
    COALESCE(f.is_over_26_weeks, FALSE)
