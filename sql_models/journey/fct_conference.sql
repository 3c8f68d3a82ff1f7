/*---
description: One row per child protection conference about a child, initial or review.
grain: [conference_key]
columns:
  conference_key: Key of the conference, from the child, the day and the type.
  referral_key: Referral of the case that it is part of; NULL when no census names the case.
  section_47_enquiry_key: Enquiry that led to it; NULL for a review, and for an initial conference without one.
  child_protection_plan_key: Plan that began on its day or was reviewed by it; NULL when there is none.
  collection_year: Collection year in which it was held.
  has_plan_begun: Whether a child protection plan began on the day of an initial conference; NULL for a review.
  age_at_conference: Age in completed years, -1 before birth (expected, where it was still to come); NULL when neither date is known.
  return_collection_year: Collection year of the census that tells the conference.
source: CIN census; what tells a conference is in int_conferences__in_force
---*/
WITH dated_conferences AS (
    SELECT
        f.*,
        EXTRACT(YEAR FROM f.conference_date) * 10000
        + EXTRACT(MONTH FROM f.conference_date) * 100
        + EXTRACT(DAY FROM f.conference_date) AS conference_number,
        EXTRACT(YEAR FROM COALESCE(c.birth_date, c.expected_birth_date)) * 10000
        + EXTRACT(MONTH FROM COALESCE(c.birth_date, c.expected_birth_date)) * 100
        + EXTRACT(DAY FROM COALESCE(c.birth_date, c.expected_birth_date)) AS birth_number
    FROM int_conferences__in_force AS f
    LEFT JOIN dim_child AS c ON f.child_key = c.child_key
)

SELECT
    CAST(
        MD5(
            d.child_key || '|' || CAST(d.conference_date AS VARCHAR) || '|' || d.conference_type
        ) AS VARCHAR
    ) AS conference_key,
    d.child_key,
    d.la_code,
    CAST(MD5(d.child_key || '|' || CAST(d.referral_date AS VARCHAR)) AS VARCHAR) AS referral_key,
    CAST(
        MD5(d.child_key || '|' || CAST(d.enquiry_start_date AS VARCHAR)) AS VARCHAR
    ) AS section_47_enquiry_key,
    CAST(
        MD5(p.child_key || '|' || CAST(p.start_date AS VARCHAR)) AS VARCHAR
    ) AS child_protection_plan_key,
    CAST(d.referral_date AS DATE) AS referral_date,
    d.conference_date,
    CAST(
        EXTRACT(YEAR FROM d.conference_date)
        + CASE WHEN EXTRACT(MONTH FROM d.conference_date) >= 4 THEN 1 ELSE 0 END AS INTEGER
    ) AS collection_year,
    d.conference_type,
    CAST(
        CASE WHEN d.conference_type = 'Initial conference' THEN p.child_key IS NOT NULL END AS BOOLEAN
    ) AS has_plan_begun,
    CAST(FLOOR((d.conference_number - d.birth_number) / 10000) AS INTEGER) AS age_at_conference,
    d.collection_year AS return_collection_year,
    d.row_id
FROM dated_conferences AS d
LEFT JOIN int_child_protection_plans__in_force AS p
    ON
        d.child_key = p.child_key
        AND p.start_date = CASE
            WHEN d.conference_type = 'Initial conference' THEN d.conference_date ELSE d.plan_start_date
        END
