/*---
description: One row per LA, year and whether care followed, with the assessments authorised in the year and what they found.
grain: [la_code, collection_year, became_looked_after_within_3_months]
columns:
  collection_year: Collection year in which the assessment was authorised, the year in which the 31 March falls.
  assessments: Assessments authorised in the year.
  assessments_with_factors: Assessments that found any factor, one that there is none included.
  assessments_with_alcohol_misuse: Assessments that found alcohol misuse, whoever's.
  assessments_with_drug_misuse: Assessments that found drug misuse, whoever's.
  assessments_with_substance_use: Assessments that found alcohol or drug misuse, whoever's.
  assessments_with_domestic_abuse: Assessments that found domestic abuse, whoever suffers it.
  assessments_with_mental_health: Assessments that found poor mental health, whoever's.
  assessments_with_any_of_toxic_trio: Assessments that found substance use, domestic abuse or poor mental health, whoever's.
  assessments_with_all_of_toxic_trio: Assessments that found all three.
  assessments_with_emotional_abuse_or_neglect: Assessments that found emotional abuse or neglect.
  assessments_with_both_of_these: Assessments that found any of the toxic trio and emotional abuse or neglect.
  assessments_with_factors_of_adults: Assessments that found a factor about a parent, carer or another adult.
  assessments_with_alcohol_misuse_of_adults: Assessments that found alcohol misuse of an adult.
  assessments_with_drug_misuse_of_adults: Assessments that found drug misuse of an adult.
  assessments_with_substance_use_of_adults: Assessments that found alcohol or drug misuse of an adult.
  assessments_with_domestic_abuse_of_adults: Assessments that found domestic abuse of an adult.
  assessments_with_mental_health_of_adults: Assessments that found poor mental health of an adult.
  assessments_within_45_working_days: Assessments authorised within 45 working days of their start.
  assessments_timed: Assessments of which the working days are known.
warnings:
  - An assessment is one of one child; a family's assessments of three children are three.
source: >-
  CIN census. Combinations as Walsall's needs assessment 2018, section 4.4: the toxic trio is alcohol or drug misuse,
  domestic abuse and mental health of child, parent or another; factors recorded against adults are those of a parent,
  carer or another in the household (codes 1 to 6, B and C). Several factors of one combination count an assessment once.
---*/
WITH findings AS (
    SELECT
        f.assessment_key,
        MAX(1) AS factors,
        MAX(CASE WHEN g.factor_group = 'Alcohol misuse' THEN 1 ELSE 0 END) AS alcohol_misuse,
        MAX(CASE WHEN g.factor_group = 'Drug misuse' THEN 1 ELSE 0 END) AS drug_misuse,
        MAX(CASE WHEN g.trio_part = 'Substance use' THEN 1 ELSE 0 END) AS substance_use,
        MAX(CASE WHEN g.trio_part = 'Domestic abuse' THEN 1 ELSE 0 END) AS domestic_abuse,
        MAX(CASE WHEN g.trio_part = 'Mental health' THEN 1 ELSE 0 END) AS mental_health,
        MAX(CASE WHEN g.factor_group IN ('Emotional abuse', 'Neglect') THEN 1 ELSE 0 END)
            AS emotional_abuse_or_neglect,
        MAX(CASE WHEN g.is_about_adult THEN 1 ELSE 0 END) AS factors_of_adults,
        MAX(CASE WHEN g.is_about_adult AND g.factor_group = 'Alcohol misuse' THEN 1 ELSE 0 END)
            AS alcohol_misuse_of_adults,
        MAX(CASE WHEN g.is_about_adult AND g.factor_group = 'Drug misuse' THEN 1 ELSE 0 END)
            AS drug_misuse_of_adults,
        MAX(CASE WHEN g.is_about_adult AND g.trio_part = 'Substance use' THEN 1 ELSE 0 END)
            AS substance_use_of_adults,
        MAX(CASE WHEN g.is_about_adult AND g.trio_part = 'Domestic abuse' THEN 1 ELSE 0 END)
            AS domestic_abuse_of_adults,
        MAX(CASE WHEN g.is_about_adult AND g.trio_part = 'Mental health' THEN 1 ELSE 0 END)
            AS mental_health_of_adults
    FROM fct_assessment_factor AS f
    LEFT JOIN seed_assessment_factor_group AS g ON f.assessment_factor_code = g.code
    GROUP BY f.assessment_key
),

combined_findings AS (
    SELECT
        f.*,
        GREATEST(f.substance_use, f.domestic_abuse, f.mental_health) AS any_of_toxic_trio,
        LEAST(f.substance_use, f.domestic_abuse, f.mental_health) AS all_of_toxic_trio
    FROM findings AS f
)

SELECT
    s.la_code,
    a.la_name,
    CAST(s.authorisation_collection_year AS INTEGER) AS collection_year,
    s.became_looked_after_within_3_months,
    CAST(COUNT(*) AS BIGINT) AS assessments,
    CAST(COALESCE(SUM(f.factors), 0) AS BIGINT) AS assessments_with_factors,
    CAST(COALESCE(SUM(f.alcohol_misuse), 0) AS BIGINT) AS assessments_with_alcohol_misuse,
    CAST(COALESCE(SUM(f.drug_misuse), 0) AS BIGINT) AS assessments_with_drug_misuse,
    CAST(COALESCE(SUM(f.substance_use), 0) AS BIGINT) AS assessments_with_substance_use,
    CAST(COALESCE(SUM(f.domestic_abuse), 0) AS BIGINT) AS assessments_with_domestic_abuse,
    CAST(COALESCE(SUM(f.mental_health), 0) AS BIGINT) AS assessments_with_mental_health,
    CAST(COALESCE(SUM(f.any_of_toxic_trio), 0) AS BIGINT) AS assessments_with_any_of_toxic_trio,
    CAST(COALESCE(SUM(f.all_of_toxic_trio), 0) AS BIGINT) AS assessments_with_all_of_toxic_trio,
    CAST(
        COALESCE(SUM(f.emotional_abuse_or_neglect), 0) AS BIGINT
    ) AS assessments_with_emotional_abuse_or_neglect,
    CAST(
        COALESCE(SUM(f.any_of_toxic_trio * f.emotional_abuse_or_neglect), 0) AS BIGINT
    ) AS assessments_with_both_of_these,
    CAST(COALESCE(SUM(f.factors_of_adults), 0) AS BIGINT) AS assessments_with_factors_of_adults,
    CAST(
        COALESCE(SUM(f.alcohol_misuse_of_adults), 0) AS BIGINT
    ) AS assessments_with_alcohol_misuse_of_adults,
    CAST(COALESCE(SUM(f.drug_misuse_of_adults), 0) AS BIGINT) AS assessments_with_drug_misuse_of_adults,
    CAST(COALESCE(SUM(f.substance_use_of_adults), 0) AS BIGINT) AS assessments_with_substance_use_of_adults,
    CAST(
        COALESCE(SUM(f.domestic_abuse_of_adults), 0) AS BIGINT
    ) AS assessments_with_domestic_abuse_of_adults,
    CAST(COALESCE(SUM(f.mental_health_of_adults), 0) AS BIGINT) AS assessments_with_mental_health_of_adults,
    CAST(
        SUM(CASE WHEN s.is_within_45_working_days THEN 1 ELSE 0 END) AS BIGINT
    ) AS assessments_within_45_working_days,
    CAST(COUNT(s.working_days) AS BIGINT) AS assessments_timed
FROM fct_assessment AS s
-- Only years that the LA has returned.
INNER JOIN fct_return AS r
    ON
        s.la_code = r.la_code
        AND s.authorisation_collection_year = r.collection_year
        AND r.source = 'cin_census' AND r.table_name = 'cin_details'
INNER JOIN dim_local_authority AS a ON s.la_code = a.la_code
LEFT JOIN combined_findings AS f ON s.assessment_key = f.assessment_key
GROUP BY s.la_code, a.la_name, s.authorisation_collection_year, s.became_looked_after_within_3_months
