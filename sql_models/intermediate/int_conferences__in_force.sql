/*---
description: One row per child protection conference about a child, initial or review, as the latest census tells it.
grain: [child_key, conference_date, conference_type]
columns:
  conference_date: Day on which it was held.
  conference_type: Initial conference or Review conference.
  enquiry_start_date: Day on which the section 47 enquiry that led to it began; NULL when none did.
  plan_start_date: Day on which the plan that it reviewed began; NULL for an initial conference, and when the plan is not told.
source: >-
  CIN census. Initial conferences are told by section 47 enquiries, and by the case itself when none led to it (a child
  protected by another authority before); one of the same child and day told by both is one. Reviews of child protection
  plans are the review conferences. A day after the last of its census is a slip, and no conference.
---*/
WITH conferences AS (
    SELECT
        e.child_key,
        e.la_code,
        e.referral_date,
        e.initial_conference_date AS conference_date,
        'Initial conference' AS conference_type,
        e.start_date AS enquiry_start_date,
        CAST(NULL AS DATE) AS plan_start_date,
        e.collection_year,
        e.row_id
    FROM int_section_47_enquiries__in_force AS e
    UNION ALL
    SELECT
        c.child_key,
        c.la_code,
        c.referral_date,
        c.initial_conference_date AS conference_date,
        'Initial conference' AS conference_type,
        CAST(NULL AS DATE) AS enquiry_start_date,
        CAST(NULL AS DATE) AS plan_start_date,
        c.collection_year,
        c.row_id
    FROM int_cases__returned AS c
    UNION ALL
    SELECT
        c.child_key,
        r.la_code,
        p.referral_date,
        r.review_date AS conference_date,
        'Review conference' AS conference_type,
        CAST(NULL AS DATE) AS enquiry_start_date,
        p.start_date AS plan_start_date,
        r.collection_year,
        r.row_id
    FROM stg_cin_census__child_protection_plan_reviews AS r
    INNER JOIN int_children__resolved AS c ON r.child_key = c.received_child_key
    LEFT JOIN int_child_protection_plans__returned AS p
        ON
            r.child_key = p.received_child_key
            AND r.collection_year = p.collection_year
            AND r.cin_details_id = p.cin_details_id
            AND r.child_protection_plan_id = p.child_protection_plan_id
            AND p.number_preference = 1
),

ranked_conferences AS (
    SELECT
        c.*,
        ROW_NUMBER() OVER (
            PARTITION BY c.child_key, c.conference_date, c.conference_type
            ORDER BY
                COALESCE(c.enquiry_start_date, c.plan_start_date, DATE '0001-01-01') DESC,
                c.collection_year DESC,
                c.row_id DESC
        ) AS preference
    FROM conferences AS c
    LEFT JOIN int_census_years__returned AS y
        ON
            c.la_code = y.la_code
            AND c.collection_year = y.collection_year
            AND y.table_name = 'cin_details'
    WHERE
        c.conference_date IS NOT NULL
        AND (y.as_at_date IS NULL OR c.conference_date <= y.as_at_date)
)

SELECT
    r.child_key,
    r.conference_date,
    CAST(r.conference_type AS VARCHAR) AS conference_type,
    r.la_code,
    r.referral_date,
    r.enquiry_start_date,
    r.plan_start_date,
    CAST(r.collection_year AS INTEGER) AS collection_year,
    r.row_id
FROM ranked_conferences AS r
WHERE r.preference = 1
