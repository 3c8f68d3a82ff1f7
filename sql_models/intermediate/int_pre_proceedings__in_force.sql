/*---
description: One row per spell of pre-proceedings of a child and source that tells it, as its latest tracker or census does.
grain: [child_key, start_date, source]
columns:
  child_key: Pseudonymous key of the child.
  source: Court tracker or CIN census.
  pre_proceedings_outcome_code: Outcome in the court tracker's list; NULL when the census tells it.
  census_outcome_code: Outcome in the census's list; NULL when the tracker tells it.
  has_legal_representation: Whether a parent had a solicitor during pre-proceedings; the census does not ask.
  case_number: Number that the court gave the case; the census does not ask.
  link_method: How the child was found; Child id, Only child of the case or Child id not in returns.
source: >-
  The same child and start are the same spell. In the tracker an id that no return has is taken for the only child of the case
  that the row names, if it names one (docs/decisions/0012). Rows without a child or a start are findings of rules.
---*/
WITH known_children AS (
    SELECT DISTINCT i.child_key
    FROM int_children__in_returns AS i
),

only_children_of_cases AS (
    SELECT
        l.la_code,
        l.case_number,
        MIN(l.child_key) AS child_key
    FROM int_application_children__linked AS l
    WHERE l.case_number IS NOT NULL
    GROUP BY l.la_code, l.case_number
    HAVING COUNT(DISTINCT l.child_in_case) = 1
),

told_spells AS (
    SELECT
        COALESCE(k.child_key, o.child_key, r.child_key) AS child_key,
        t.la_code,
        t.pre_proceedings_start_date AS start_date,
        'Court tracker' AS source,
        t.pre_proceedings_end_date AS end_date,
        t.letter_before_proceedings_date,
        t.has_family_group_meeting_offer,
        t.has_family_group_meeting,
        t.initial_meeting_date,
        t.has_legal_representation,
        t.review_meeting_count,
        t.pre_proceedings_outcome_code,
        CAST(NULL AS VARCHAR) AS census_outcome_code,
        t.court_application_date,
        t.care_proceedings_letter_date,
        t.case_number,
        CASE
            WHEN k.child_key IS NOT NULL THEN 'Child id'
            WHEN o.child_key IS NOT NULL THEN 'Only child of the case'
            ELSE 'Child id not in returns'
        END AS link_method,
        t.collection_year,
        t.row_id
    FROM stg_court__pre_proceedings AS t
    LEFT JOIN int_children__resolved AS r ON t.child_key = r.received_child_key
    LEFT JOIN known_children AS k ON r.child_key = k.child_key
    LEFT JOIN only_children_of_cases AS o ON t.la_code = o.la_code AND t.case_number = o.case_number
    UNION ALL
    SELECT
        r.child_key,
        c.la_code,
        c.start_date,
        'CIN census' AS source,
        c.step_decision_date AS end_date,
        c.letter_before_proceedings_date,
        c.has_family_group_meeting_offer,
        c.has_family_group_meeting,
        c.initial_meeting_date,
        CAST(NULL AS BOOLEAN) AS has_legal_representation,
        c.review_meeting_count,
        CAST(NULL AS VARCHAR) AS pre_proceedings_outcome_code,
        c.outcome_code AS census_outcome_code,
        c.court_application_date,
        c.care_proceedings_letter_date,
        CAST(NULL AS VARCHAR) AS case_number,
        'Child id' AS link_method,
        c.collection_year,
        c.row_id
    FROM stg_cin_census__pre_proceedings AS c
    INNER JOIN int_children__resolved AS r ON c.child_key = r.received_child_key
),

ranked_spells AS (
    SELECT
        t.*,
        ROW_NUMBER() OVER (
            PARTITION BY t.child_key, t.start_date, t.source
            ORDER BY
                t.collection_year DESC,
                COALESCE(t.end_date, DATE '9999-12-31') DESC,
                t.link_method ASC,
                t.row_id DESC
        ) AS preference
    FROM told_spells AS t
    WHERE t.child_key IS NOT NULL AND t.start_date IS NOT NULL
)

SELECT
    CAST(r.child_key AS VARCHAR) AS child_key,
    r.la_code,
    r.start_date,
    CAST(r.source AS VARCHAR) AS source,
    r.end_date,
    r.letter_before_proceedings_date,
    r.has_family_group_meeting_offer,
    r.has_family_group_meeting,
    r.initial_meeting_date,
    CAST(r.has_legal_representation AS BOOLEAN) AS has_legal_representation,
    r.review_meeting_count,
    CAST(r.pre_proceedings_outcome_code AS VARCHAR) AS pre_proceedings_outcome_code,
    CAST(r.census_outcome_code AS VARCHAR) AS census_outcome_code,
    r.court_application_date,
    r.care_proceedings_letter_date,
    CAST(r.case_number AS VARCHAR) AS case_number,
    CAST(r.link_method AS VARCHAR) AS link_method,
    r.collection_year,
    r.row_id
FROM ranked_spells AS r
WHERE r.preference = 1
