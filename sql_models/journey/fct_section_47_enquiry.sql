/*---
description: One row per section 47 enquiry about a child.
grain: [section_47_enquiry_key]
columns:
  section_47_enquiry_key: Key of the enquiry, from the child and the day it began.
  referral_key: Referral of the case that it is part of; NULL when no census names the case.
  collection_year: Collection year in which it began.
  age_at_start: Age in completed years on the day it began, -1 before birth (expected, where it was still to come); NULL when neither date is known.
  days_to_initial_conference: Days from start to the initial conference; NULL without one, or when it is dated before the start.
  working_days_to_initial_conference: Working days from start, day 0, to the initial conference; NULL likewise.
  is_initial_conference_within_15_working_days: Whether these are 15 or fewer; NULL likewise.
  return_collection_year: Collection year of the census that tells the enquiry.
source: CIN census; 15 working days as in Working Together
---*/
WITH enquiries AS (
    SELECT
        e.*,
        -- A conference before the enquiry has a slip in one of the dates, and no duration.
        CASE
            WHEN e.initial_conference_date >= e.start_date THEN e.initial_conference_date
        END AS end_date
    FROM int_section_47_enquiries__in_force AS e
),

measured_enquiries AS (
    SELECT
        e.*,
        CASE
            WHEN f.working_day_number < s.clock_start_number THEN 0
            ELSE f.working_day_number - s.clock_start_number
        END AS working_days,
        EXTRACT(YEAR FROM e.start_date) * 10000
        + EXTRACT(MONTH FROM e.start_date) * 100 + EXTRACT(DAY FROM e.start_date) AS start_number,
        EXTRACT(YEAR FROM COALESCE(c.birth_date, c.expected_birth_date)) * 10000
        + EXTRACT(MONTH FROM COALESCE(c.birth_date, c.expected_birth_date)) * 100
        + EXTRACT(DAY FROM COALESCE(c.birth_date, c.expected_birth_date)) AS birth_number
    FROM enquiries AS e
    LEFT JOIN dim_child AS c ON e.child_key = c.child_key
    LEFT JOIN dim_date AS s ON e.start_date = s.calendar_date
    LEFT JOIN dim_date AS f ON e.end_date = f.calendar_date
)

SELECT
    CAST(MD5(m.child_key || '|' || CAST(m.start_date AS VARCHAR)) AS VARCHAR) AS section_47_enquiry_key,
    m.child_key,
    m.la_code,
    CAST(MD5(m.child_key || '|' || CAST(m.referral_date AS VARCHAR)) AS VARCHAR) AS referral_key,
    m.referral_date,
    m.start_date,
    CAST(
        EXTRACT(YEAR FROM m.start_date)
        + CASE WHEN EXTRACT(MONTH FROM m.start_date) >= 4 THEN 1 ELSE 0 END AS INTEGER
    ) AS collection_year,
    m.initial_conference_target_date,
    m.initial_conference_date,
    CAST(m.is_initial_conference_not_required AS BOOLEAN) AS is_initial_conference_not_required,
    CAST(FLOOR((m.start_number - m.birth_number) / 10000) AS INTEGER) AS age_at_start,
    CAST(m.end_date - m.start_date AS INTEGER) AS days_to_initial_conference,
    CAST(m.working_days AS INTEGER) AS working_days_to_initial_conference,
    CAST(m.working_days <= 15 AS BOOLEAN) AS is_initial_conference_within_15_working_days,
    CAST(m.collection_year AS INTEGER) AS return_collection_year,
    m.row_id
FROM measured_enquiries AS m
