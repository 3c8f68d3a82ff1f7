/*---
description: One row per count of the health of children looked after for a year or more, LA, year and group.
grain: [count_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group.
source: DfE children looked after, health outcomes; the questionnaire is for ages 4 to 16, convictions for 10 and over
---*/
WITH children_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        'Total' AS breakdown,
        'Total' AS breakdown_value,
        COUNT(*) AS children,
        SUM(CASE WHEN m.is_immunised THEN 1 ELSE 0 END) AS immunised,
        SUM(CASE WHEN m.has_teeth_check THEN 1 ELSE 0 END) AS teeth_checked,
        SUM(CASE WHEN m.has_health_assessment THEN 1 ELSE 0 END) AS assessed,
        SUM(CASE WHEN m.age < 5 THEN 1 ELSE 0 END) AS under_5,
        SUM(CASE WHEN m.age < 5 AND m.is_health_checked THEN 1 ELSE 0 END) AS checked,
        SUM(CASE WHEN m.age >= 10 THEN 1 ELSE 0 END) AS ten_or_over,
        SUM(CASE WHEN m.age >= 10 AND m.is_convicted THEN 1 ELSE 0 END) AS convicted,
        SUM(CASE WHEN m.has_substance_misuse THEN 1 ELSE 0 END) AS substance_misuse,
        SUM(CASE WHEN m.age BETWEEN 4 AND 16 AND m.sdq_score IS NOT NULL THEN 1 ELSE 0 END) AS sdq_scored,
        SUM(CASE WHEN m.age BETWEEN 4 AND 16 THEN COALESCE(m.sdq_score, 0) ELSE 0 END) AS sdq_total
    FROM fct_health_year AS m
    GROUP BY m.la_code, m.collection_year
)

SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'health_children' THEN g.children
        WHEN 'health_immunised' THEN g.immunised
        WHEN 'health_teeth_checked' THEN g.teeth_checked
        WHEN 'health_assessed' THEN g.assessed
        WHEN 'health_under_5' THEN g.under_5
        WHEN 'health_checked' THEN g.checked
        WHEN 'health_10_or_over' THEN g.ten_or_over
        WHEN 'health_convicted' THEN g.convicted
        WHEN 'health_substance_misuse' THEN g.substance_misuse
        WHEN 'health_sdq_scored' THEN g.sdq_scored
        WHEN 'health_sdq_total' THEN g.sdq_total
    END AS BIGINT) AS number
FROM children_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN (
        'health_children', 'health_immunised', 'health_teeth_checked', 'health_assessed',
        'health_under_5', 'health_checked', 'health_10_or_over', 'health_convicted',
        'health_substance_misuse', 'health_sdq_scored', 'health_sdq_total'
    )
