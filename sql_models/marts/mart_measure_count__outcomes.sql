/*---
description: One row per count of adoptions and special guardianships, LA, year and group.
grain: [count_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group.
---*/
WITH outcomes AS (
    SELECT
        o.la_code,
        o.collection_year,
        o.outcome,
        o.reason_episode_ceased,
        COALESCE(b.age_band, 'Unknown') AS age_band
    FROM fct_permanence_outcome AS o
    LEFT JOIN seed_age_band AS b ON o.age_at_outcome BETWEEN b.from_age AND b.to_age
),

outcomes_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        CASE
            WHEN GROUPING(m.age_band) = 0 THEN 'Age'
            WHEN GROUPING(m.reason_episode_ceased) = 0 THEN 'Reason'
            ELSE 'Total'
        END AS breakdown,
        COALESCE(m.age_band, m.reason_episode_ceased, 'Total') AS breakdown_value,
        SUM(CASE WHEN m.outcome = 'Adopted' THEN 1 ELSE 0 END) AS adoptions,
        SUM(CASE WHEN m.outcome = 'Special guardianship order' THEN 1 ELSE 0 END) AS special_guardianships
    FROM outcomes AS m
    GROUP BY GROUPING SETS (
        (m.la_code, m.collection_year),
        (m.la_code, m.collection_year, m.age_band),
        (m.la_code, m.collection_year, m.reason_episode_ceased)
    )
)

-- Their totals are in mart_measure_count__permanence.
SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'adoptions' THEN g.adoptions
        WHEN 'special_guardianships' THEN g.special_guardianships
    END AS BIGINT) AS number
FROM outcomes_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN ('adoptions', 'special_guardianships')
WHERE g.breakdown <> 'Total'
