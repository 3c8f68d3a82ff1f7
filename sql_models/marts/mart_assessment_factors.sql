/*---
description: One row per LA, year, factor found at assessments and whether care followed, with the assessments that found it.
grain: [la_code, collection_year, factor_code, who, became_looked_after_within_3_months]
columns:
  collection_year: Collection year in which the assessment was authorised, the year in which the 31 March falls.
  factor_code: Code of the factor in the CIN census.
  factor: What the code stands for; Unknown when it is not in the list.
  assessments_with_factor: Assessments authorised in the year that found the factor; one is counted once a factor.
warnings:
  - An assessment has several factors; the rows of a year sum to more than its assessments (mart_assessments has those).
source: CIN census, factors identified at the end of assessment; whom a factor is about as in Walsall's needs assessment 2018, appendix 14.9
---*/
SELECT
    s.la_code,
    a.la_name,
    CAST(s.authorisation_collection_year AS INTEGER) AS collection_year,
    CAST(f.assessment_factor_code AS VARCHAR) AS factor_code,
    CAST(f.assessment_factor AS VARCHAR) AS factor,
    f.factor_group,
    f.who,
    s.became_looked_after_within_3_months,
    CAST(COUNT(*) AS BIGINT) AS assessments_with_factor
FROM fct_assessment AS s
INNER JOIN fct_assessment_factor AS f ON s.assessment_key = f.assessment_key
-- Only years that the LA has returned.
INNER JOIN fct_return AS r
    ON
        s.la_code = r.la_code
        AND s.authorisation_collection_year = r.collection_year
        AND r.source = 'cin_census' AND r.table_name = 'cin_details'
INNER JOIN dim_local_authority AS a ON s.la_code = a.la_code
GROUP BY
    s.la_code, a.la_name, s.authorisation_collection_year, f.assessment_factor_code, f.assessment_factor,
    f.factor_group, f.who, s.became_looked_after_within_3_months
