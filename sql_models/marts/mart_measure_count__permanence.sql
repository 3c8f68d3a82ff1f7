/*---
description: One row per count of adoptions and other permanence, LA, year and group.
grain: [count_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group.
---*/
WITH outcomes_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        'Total' AS breakdown,
        'Total' AS breakdown_value,
        SUM(CASE WHEN m.outcome = 'Adopted' THEN 1 ELSE 0 END) AS adoptions,
        SUM(CASE WHEN m.outcome = 'Special guardianship order' THEN 1 ELSE 0 END) AS special_guardianships,
        SUM(CASE WHEN m.outcome = 'Adopted' AND m.is_start_observed THEN m.days_from_start ELSE 0 END)
            AS days_to_adoption,
        SUM(CASE WHEN m.outcome = 'Adopted' AND m.is_start_observed THEN 1 ELSE 0 END) AS adoptions_observed
    FROM fct_permanence_outcome AS m
    GROUP BY m.la_code, m.collection_year
),

decisions_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        'Total' AS breakdown,
        'Total' AS breakdown_value,
        COUNT(*) AS decisions,
        SUM(CASE WHEN m.outcome = 'Reversed' THEN 1 ELSE 0 END) AS reversed
    FROM fct_adoption_decision AS m
    GROUP BY m.la_code, m.collection_year
)

SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'adoptions' THEN g.adoptions
        WHEN 'special_guardianships' THEN g.special_guardianships
        WHEN 'days_to_adoption' THEN g.days_to_adoption
        WHEN 'adoptions_start_observed' THEN g.adoptions_observed
    END AS BIGINT) AS number
FROM outcomes_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN ('adoptions', 'special_guardianships', 'days_to_adoption', 'adoptions_start_observed')
UNION ALL
SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'adoption_decisions' THEN g.decisions
        WHEN 'adoption_decisions_reversed' THEN g.reversed
    END AS BIGINT) AS number
FROM decisions_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN ('adoption_decisions', 'adoption_decisions_reversed')
