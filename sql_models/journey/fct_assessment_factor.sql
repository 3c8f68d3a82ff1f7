/*---
description: One row per factor found at an assessment.
grain: [assessment_factor_key]
columns:
  assessment_factor_key: Key of the factor, from the assessment and the code.
  assessment_key: Assessment that found it.
  referral_key: Referral of the case that the assessment is part of; NULL when no census names the case.
  assessment_start_date: Day on which the assessment began.
  assessment_authorisation_date: Day on which the assessment was authorised; NULL while it goes on.
  assessment_factor: What the code stands for; Unknown when it is not in the list.
  factor_group: What the factor is, whoever it is about; Unknown when the code is not in the list.
  who: Whom it is about, Child, Parent or carer, or Other; Unknown when the code is not in the list.
  trio_part: Which of substance use, domestic abuse and mental health it is; NULL for the rest.
  return_collection_year: Collection year of the census that tells the factor.
source: >-
  CIN census; groups as in Walsall's needs assessment of 2018. Decision: the factors of an assessment are those of the
  latest census that has any for it, so that one which restates them replaces them.
---*/
WITH factors AS (
    SELECT
        a.child_key,
        a.start_date,
        f.assessment_factor_code,
        f.collection_year,
        f.row_id,
        DENSE_RANK() OVER (
            PARTITION BY a.child_key, a.start_date ORDER BY f.collection_year DESC
        ) AS census_preference,
        ROW_NUMBER() OVER (
            PARTITION BY a.child_key, a.start_date, f.assessment_factor_code
            ORDER BY f.collection_year DESC, f.row_id DESC
        ) AS preference
    FROM int_assessment_factors__returned AS f
    INNER JOIN int_assessments__returned AS a ON f.assessment_row_id = a.row_id AND a.number_preference = 1
)

SELECT
    CAST(
        MD5(
            a.child_key || '|' || CAST(a.start_date AS VARCHAR) || '|' || f.assessment_factor_code
        ) AS VARCHAR
    ) AS assessment_factor_key,
    a.child_key,
    a.la_code,
    CAST(MD5(a.child_key || '|' || CAST(a.start_date AS VARCHAR)) AS VARCHAR) AS assessment_key,
    CAST(MD5(a.child_key || '|' || CAST(a.referral_date AS VARCHAR)) AS VARCHAR) AS referral_key,
    CAST(a.referral_date AS DATE) AS referral_date,
    CAST(a.start_date AS DATE) AS assessment_start_date,
    CAST(a.authorisation_date AS DATE) AS assessment_authorisation_date,
    f.assessment_factor_code,
    CAST(COALESCE(n.label, 'Unknown') AS VARCHAR) AS assessment_factor,
    CAST(COALESCE(g.factor_group, 'Unknown') AS VARCHAR) AS factor_group,
    CAST(COALESCE(g.who, 'Unknown') AS VARCHAR) AS who,
    CAST(g.trio_part AS VARCHAR) AS trio_part,
    CAST(f.collection_year AS INTEGER) AS return_collection_year,
    f.row_id
FROM factors AS f
INNER JOIN int_assessments__returned AS a
    ON f.child_key = a.child_key AND f.start_date = a.start_date AND a.assessment_preference = 1
LEFT JOIN seed_assessment_factor_group AS g ON f.assessment_factor_code = g.code
LEFT JOIN seed_cin_census_code AS n
    ON f.assessment_factor_code = n.code AND n.code_list = 'assessment_factor'
WHERE f.census_preference = 1 AND f.preference = 1
