/*---
description: One row per assessment of a child in need.
grain: [assessment_key]
columns:
  assessment_key: Key of the assessment, from the child and the day it began.
  referral_key: Referral of the case that it is part of; NULL when no census names the case.
  start_collection_year: Collection year in which it began.
  authorisation_collection_year: Collection year in which it was authorised; NULL while it goes on.
  age_at_start: Age in completed years on the day it began, -1 before birth (expected, where it was still to come); NULL when neither date is known.
  days: Days from start to authorisation; NULL while it goes on or when it is dated as authorised before its start.
  working_days: Working days from start (dim_date.clock_start_number), day 0, to authorisation; NULL likewise.
  is_within_45_working_days: Whether these are 45 or fewer; NULL likewise.
  number_of_factors: Factors found.
  became_looked_after_within_3_months: >-
    Whether a period of care began from the first day of the assessment to the same day of the third month after its
    authorisation; no while it goes on.
  return_collection_year: Collection year of the census that tells the assessment.
source: >-
  CIN census; 45 working days as in Working Together. Decisions: the days run from the start of the assessment, as DfE
  publishes durations, not from a referral that may be years ago. Looked after within three months (Walsall needs
  assessment 2018, table 1, which does not say from when): care that began during the assessment counts, and only where a
  return holds the start of care.
---*/
WITH factors_counted AS (
    SELECT
        f.assessment_key,
        COUNT(*) AS number_of_factors
    FROM fct_assessment_factor AS f
    GROUP BY f.assessment_key
),

assessments AS (
    SELECT
        a.*,
        MD5(a.child_key || '|' || CAST(a.start_date AS VARCHAR)) AS assessment_key,
        -- What is authorised before it begins has a slip in one of the dates, and no duration.
        CASE WHEN a.authorisation_date >= a.start_date THEN a.authorisation_date END AS end_date
    FROM int_assessments__returned AS a
    WHERE a.assessment_preference = 1
),

assessments_before_care AS (
    SELECT DISTINCT a.assessment_key
    FROM assessments AS a
    INNER JOIN fct_period_of_care AS p
        ON
            a.child_key = p.child_key
            AND a.start_date <= p.start_date
            AND a.end_date + INTERVAL 3 MONTH >= p.start_date
    WHERE p.is_start_observed
),

measured_assessments AS (
    SELECT
        a.*,
        CASE
            WHEN e.working_day_number < s.clock_start_number THEN 0
            ELSE e.working_day_number - s.clock_start_number
        END AS working_days,
        EXTRACT(YEAR FROM a.start_date) * 10000
        + EXTRACT(MONTH FROM a.start_date) * 100 + EXTRACT(DAY FROM a.start_date) AS start_number,
        EXTRACT(YEAR FROM COALESCE(c.birth_date, c.expected_birth_date)) * 10000
        + EXTRACT(MONTH FROM COALESCE(c.birth_date, c.expected_birth_date)) * 100
        + EXTRACT(DAY FROM COALESCE(c.birth_date, c.expected_birth_date)) AS birth_number
    FROM assessments AS a
    LEFT JOIN dim_child AS c ON a.child_key = c.child_key
    LEFT JOIN dim_date AS s ON a.start_date = s.calendar_date
    LEFT JOIN dim_date AS e ON a.end_date = e.calendar_date
)

SELECT
    CAST(m.assessment_key AS VARCHAR) AS assessment_key,
    m.child_key,
    m.la_code,
    CAST(MD5(m.child_key || '|' || CAST(m.referral_date AS VARCHAR)) AS VARCHAR) AS referral_key,
    CAST(m.referral_date AS DATE) AS referral_date,
    m.start_date,
    CAST(
        EXTRACT(YEAR FROM m.start_date)
        + CASE WHEN EXTRACT(MONTH FROM m.start_date) >= 4 THEN 1 ELSE 0 END AS INTEGER
    ) AS start_collection_year,
    m.internal_review_date,
    m.authorisation_date,
    CAST(
        EXTRACT(YEAR FROM m.authorisation_date)
        + CASE WHEN EXTRACT(MONTH FROM m.authorisation_date) >= 4 THEN 1 ELSE 0 END AS INTEGER
    ) AS authorisation_collection_year,
    CAST(FLOOR((m.start_number - m.birth_number) / 10000) AS INTEGER) AS age_at_start,
    CAST(m.end_date - m.start_date AS INTEGER) AS days,
    CAST(m.working_days AS INTEGER) AS working_days,
    CAST(m.working_days <= 45 AS BOOLEAN) AS is_within_45_working_days,
    CAST(COALESCE(f.number_of_factors, 0) AS INTEGER) AS number_of_factors,
    b.assessment_key IS NOT NULL AS became_looked_after_within_3_months,
    CAST(m.collection_year AS INTEGER) AS return_collection_year,
    m.row_id
FROM measured_assessments AS m
LEFT JOIN factors_counted AS f ON m.assessment_key = f.assessment_key
LEFT JOIN assessments_before_care AS b ON m.assessment_key = b.assessment_key
