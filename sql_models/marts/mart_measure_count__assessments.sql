/*---
description: One row per count of assessments and what they found, LA, year and group.
grain: [count_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group.
---*/
WITH assessments AS (
    SELECT
        a.*,
        CASE WHEN a.became_looked_after_within_3_months THEN 'Yes' ELSE 'No' END AS followed_by_care
    FROM mart_assessments AS a
),

assessments_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        CASE
            WHEN GROUPING(m.followed_by_care) = 0 THEN 'Looked after within three months'
            ELSE 'Total'
        END AS breakdown,
        COALESCE(m.followed_by_care, 'Total') AS breakdown_value,
        SUM(m.assessments) AS assessments,
        SUM(m.assessments_with_factors) AS with_factors,
        SUM(m.assessments_with_alcohol_misuse) AS alcohol_misuse,
        SUM(m.assessments_with_drug_misuse) AS drug_misuse,
        SUM(m.assessments_with_substance_use) AS substance_use,
        SUM(m.assessments_with_domestic_abuse) AS domestic_abuse,
        SUM(m.assessments_with_mental_health) AS mental_health,
        SUM(m.assessments_with_any_of_toxic_trio) AS any_of_toxic_trio,
        SUM(m.assessments_with_all_of_toxic_trio) AS all_of_toxic_trio,
        SUM(m.assessments_with_emotional_abuse_or_neglect) AS emotional_abuse_or_neglect,
        SUM(m.assessments_within_45_working_days) AS within_45_working_days,
        SUM(m.assessments_timed) AS timed
    FROM assessments AS m
    GROUP BY GROUPING SETS (
        (m.la_code, m.collection_year),
        (m.la_code, m.collection_year, m.followed_by_care)
    )
),

factors_of_year AS (
    SELECT
        f.la_code,
        f.collection_year,
        f.factor,
        SUM(f.assessments_with_factor) AS found
    FROM mart_assessment_factors AS f
    GROUP BY f.la_code, f.collection_year, f.factor
),

all_factors AS (
    SELECT DISTINCT
        t.la_code,
        t.collection_year,
        f.factor,
        t.with_factors
    FROM assessments_by_group AS t
    CROSS JOIN factors_of_year AS f
    WHERE t.breakdown = 'Total'
),

o AS (
    SELECT 'Found' AS breakdown_value
    UNION ALL
    SELECT 'Not found' AS breakdown_value
),

factors_by_group AS (
    SELECT
        t.la_code,
        t.collection_year,
        t.factor AS breakdown,
        o.breakdown_value,
        CASE
            WHEN o.breakdown_value = 'Found' THEN COALESCE(f.found, 0)
            ELSE t.with_factors - COALESCE(f.found, 0)
        END AS number
    FROM all_factors AS t
    CROSS JOIN o
    LEFT JOIN factors_of_year AS f
        ON t.la_code = f.la_code AND t.collection_year = f.collection_year AND t.factor = f.factor
)

SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'assessments' THEN g.assessments
        WHEN 'assessments_with_factors' THEN g.with_factors
        WHEN 'assessments_with_alcohol_misuse' THEN g.alcohol_misuse
        WHEN 'assessments_with_drug_misuse' THEN g.drug_misuse
        WHEN 'assessments_with_substance_use' THEN g.substance_use
        WHEN 'assessments_with_domestic_abuse' THEN g.domestic_abuse
        WHEN 'assessments_with_mental_health' THEN g.mental_health
        WHEN 'assessments_with_any_of_toxic_trio' THEN g.any_of_toxic_trio
        WHEN 'assessments_with_all_of_toxic_trio' THEN g.all_of_toxic_trio
        WHEN 'assessments_with_emotional_abuse_or_neglect' THEN g.emotional_abuse_or_neglect
        WHEN 'assessments_within_45_working_days' THEN g.within_45_working_days
        WHEN 'assessments_timed' THEN g.timed
    END AS BIGINT) AS number
FROM assessments_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN (
        'assessments', 'assessments_with_factors', 'assessments_with_alcohol_misuse',
        'assessments_with_drug_misuse', 'assessments_with_substance_use',
        'assessments_with_domestic_abuse', 'assessments_with_mental_health',
        'assessments_with_any_of_toxic_trio', 'assessments_with_all_of_toxic_trio',
        'assessments_with_emotional_abuse_or_neglect', 'assessments_within_45_working_days',
        'assessments_timed'
    )
UNION ALL
SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(g.number AS BIGINT) AS number
FROM factors_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id = 'assessments_with_factors'
