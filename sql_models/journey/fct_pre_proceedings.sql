/*---
description: One row per child and spell of pre-proceedings, the time in which parents are told what must change to avoid the court.
grain: [pre_proceedings_key]
columns:
  pre_proceedings_key: Key of the spell, from the child and its first day.
  la_code: Local authority that tells it.
  care_proceedings_key: Key of the case that it led to; NULL when none is told.
  start_date: Day of the meeting that decided to begin pre-proceedings.
  end_date: Day on which it was decided to step down or to go to court; NULL while they go on.
  told_by: Which source tells it; Court tracker, CIN census or Both.
  letter_before_proceedings_date: Day on which the letter before proceedings was sent.
  has_family_group_meeting_offer: Whether a family group decision making meeting was offered in the letter.
  has_family_group_meeting: Whether such a meeting was held; NULL when not told.
  initial_meeting_date: Day of the first meeting with the parents.
  has_legal_representation: Whether a parent had a solicitor; NULL when not told.
  review_meeting_count: Review meetings held after the first meeting.
  pre_proceedings_outcome_code: Outcome in the court tracker's list; NULL when only the census tells it.
  census_outcome_code: Outcome in the census's list; NULL when only the tracker tells it.
  pre_proceedings_outcome: Outcome, readable; Not yet decided while they go on, Unknown when a code is in no list.
  court_application_date: Day on which the application for care proceedings was sent to the court.
  care_proceedings_letter_date: Day on which the parents were sent the letter that proceedings are begun.
  case_number: Number that the court gave the case that it led to.
  first_issue_date: Day on which the first application of that case was issued.
  age_at_start: Age in completed years on the first day; NULL when the date of birth is not known.
  days: Days from start to end; NULL while they go on or when the end told is before the start.
  days_to_letter: Days from start to the letter before proceedings.
  days_from_letter_to_issue: Days from the letter before proceedings to the first issue of the case.
  link_method: How the child was found; Child id, Only child of the case or Child id not in returns.
  collection_year: Collection year of the row that knows best.
  row_id: Row that knows best.
source: >-
  Told by the court tracker and, from 2026/27, by the CIN census; where both have a date they mean the same (contracts/court).
  The same child and start are one spell. The later collection year knows best, in one year the tracker, which is fuller
  and monthly; what that row leaves blank is taken from the other source. What the census's outcomes A, B and C stand for
  is not published, so they keep a column of their own.
---*/
WITH ranked_spells AS (
    SELECT
        f.*,
        ROW_NUMBER() OVER (
            PARTITION BY f.child_key, f.start_date ORDER BY f.collection_year DESC, f.source DESC
        ) AS preference
    FROM int_pre_proceedings__in_force AS f
),

-- At most two rows a spell: what the better one leaves blank is the other's, the only value that is left.
spells AS (
    SELECT
        r.child_key,
        r.start_date,
        MAX(CASE WHEN r.preference = 1 THEN r.la_code END) AS la_code,
        CASE WHEN COUNT(*) = 2 THEN 'Both' ELSE MAX(r.source) END AS told_by,
        COALESCE(MAX(CASE WHEN r.preference = 1 THEN r.end_date END), MAX(r.end_date)) AS end_date,
        COALESCE(
            MAX(CASE WHEN r.preference = 1 THEN r.letter_before_proceedings_date END),
            MAX(r.letter_before_proceedings_date)
        ) AS letter_before_proceedings_date,
        COALESCE(
            BOOL_OR(CASE WHEN r.preference = 1 THEN r.has_family_group_meeting_offer END),
            BOOL_OR(r.has_family_group_meeting_offer)
        ) AS has_family_group_meeting_offer,
        COALESCE(
            BOOL_OR(CASE WHEN r.preference = 1 THEN r.has_family_group_meeting END),
            BOOL_OR(r.has_family_group_meeting)
        ) AS has_family_group_meeting,
        COALESCE(
            MAX(CASE WHEN r.preference = 1 THEN r.initial_meeting_date END), MAX(r.initial_meeting_date)
        ) AS initial_meeting_date,
        BOOL_OR(r.has_legal_representation) AS has_legal_representation,
        COALESCE(
            MAX(CASE WHEN r.preference = 1 THEN r.review_meeting_count END), MAX(r.review_meeting_count)
        ) AS review_meeting_count,
        MAX(r.pre_proceedings_outcome_code) AS pre_proceedings_outcome_code,
        MAX(r.census_outcome_code) AS census_outcome_code,
        COALESCE(
            MAX(CASE WHEN r.preference = 1 THEN r.court_application_date END), MAX(r.court_application_date)
        ) AS court_application_date,
        COALESCE(
            MAX(CASE WHEN r.preference = 1 THEN r.care_proceedings_letter_date END),
            MAX(r.care_proceedings_letter_date)
        ) AS care_proceedings_letter_date,
        MAX(r.case_number) AS case_number,
        MAX(CASE WHEN r.preference = 1 THEN r.link_method END) AS link_method,
        MAX(r.collection_year) AS collection_year,
        MAX(CASE WHEN r.preference = 1 THEN r.row_id END) AS row_id
    FROM ranked_spells AS r
    GROUP BY r.child_key, r.start_date
),

dated_spells AS (
    SELECT
        s.*,
        c.care_proceedings_key,
        c.first_issue_date,
        EXTRACT(YEAR FROM s.start_date) * 10000
        + EXTRACT(MONTH FROM s.start_date) * 100 + EXTRACT(DAY FROM s.start_date) AS start_number,
        EXTRACT(YEAR FROM d.birth_date) * 10000
        + EXTRACT(MONTH FROM d.birth_date) * 100 + EXTRACT(DAY FROM d.birth_date) AS birth_number
    FROM spells AS s
    LEFT JOIN fct_care_proceedings AS c ON s.la_code = c.la_code AND s.case_number = c.case_number
    LEFT JOIN dim_child AS d ON s.child_key = d.child_key
)

SELECT
    CAST(MD5(d.child_key || '|' || CAST(d.start_date AS VARCHAR)) AS VARCHAR) AS pre_proceedings_key,
    d.child_key,
    CAST(d.la_code AS VARCHAR) AS la_code,
    CAST(d.care_proceedings_key AS VARCHAR) AS care_proceedings_key,
    d.start_date,
    CAST(d.end_date AS DATE) AS end_date,
    CAST(d.told_by AS VARCHAR) AS told_by,
    CAST(d.letter_before_proceedings_date AS DATE) AS letter_before_proceedings_date,
    CAST(d.has_family_group_meeting_offer AS BOOLEAN) AS has_family_group_meeting_offer,
    CAST(d.has_family_group_meeting AS BOOLEAN) AS has_family_group_meeting,
    CAST(d.initial_meeting_date AS DATE) AS initial_meeting_date,
    CAST(d.has_legal_representation AS BOOLEAN) AS has_legal_representation,
    CAST(d.review_meeting_count AS INTEGER) AS review_meeting_count,
    CAST(d.pre_proceedings_outcome_code AS VARCHAR) AS pre_proceedings_outcome_code,
    CAST(d.census_outcome_code AS VARCHAR) AS census_outcome_code,
    CAST(CASE
        WHEN d.end_date IS NULL AND d.pre_proceedings_outcome_code IS NULL AND d.census_outcome_code IS NULL
            THEN 'Not yet decided'
        ELSE COALESCE(k.label, n.label, 'Unknown')
    END AS VARCHAR) AS pre_proceedings_outcome,
    CAST(d.court_application_date AS DATE) AS court_application_date,
    CAST(d.care_proceedings_letter_date AS DATE) AS care_proceedings_letter_date,
    CAST(d.case_number AS VARCHAR) AS case_number,
    d.first_issue_date,
    CAST(FLOOR((d.start_number - d.birth_number) / 10000) AS INTEGER) AS age_at_start,
    CAST(CASE
        WHEN d.end_date >= d.start_date THEN DATE_DIFF('day', d.start_date, d.end_date)
    END AS INTEGER) AS days,
    CAST(DATE_DIFF('day', d.start_date, d.letter_before_proceedings_date) AS INTEGER) AS days_to_letter,
    CAST(
        DATE_DIFF('day', d.letter_before_proceedings_date, d.first_issue_date) AS INTEGER
    ) AS days_from_letter_to_issue,
    CAST(d.link_method AS VARCHAR) AS link_method,
    CAST(d.collection_year AS INTEGER) AS collection_year,
    CAST(d.row_id AS VARCHAR) AS row_id
FROM dated_spells AS d
LEFT JOIN seed_court_code AS k
    ON k.code_list = 'pre_proceedings_outcome' AND d.pre_proceedings_outcome_code = k.code
LEFT JOIN seed_cin_census_code AS n
    ON n.code_list = 'pre_proceedings_outcome' AND d.census_outcome_code = n.code
