/*---
description: One row per count of times that children looked after were missing or away, LA, year and group.
grain: [count_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  collection_year: Collection year in which it happened, the year in which the 31 March falls.
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group.
source: DfE children looked after, missing and away from placement without authorisation; an incident belongs to the year in which it began, a child has the age of the last one
---*/
WITH incidents AS (
    SELECT
        e.la_code,
        -- Nine months on, 1 April is 1 January: the year is the collection year.
        EXTRACT(YEAR FROM e.start_date + INTERVAL 9 MONTH) AS collection_year,
        e.missing_type_code = 'M' AS is_missing,
        COALESCE(b.age_band, 'Unknown') AS age_band,
        ROW_NUMBER() OVER (
            PARTITION BY
                e.la_code,
                e.child_key,
                EXTRACT(YEAR FROM e.start_date + INTERVAL 9 MONTH),
                e.missing_type_code = 'M'
            ORDER BY e.start_date DESC, e.missing_episode_key DESC
        ) = 1 AS is_first_of_kind
    FROM fct_missing_episode AS e
    LEFT JOIN seed_age_band AS b ON e.age_at_start BETWEEN b.from_age AND b.to_age
),

incidents_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        CASE
            WHEN GROUPING(m.age_band) = 0 THEN 'Age'
            ELSE 'Total'
        END AS breakdown,
        COALESCE(m.age_band, 'Total') AS breakdown_value,
        SUM(CASE WHEN m.is_missing THEN 1 ELSE 0 END) AS missing_incidents,
        SUM(CASE WHEN NOT m.is_missing THEN 1 ELSE 0 END) AS away_incidents,
        SUM(CASE WHEN m.is_missing AND m.is_first_of_kind THEN 1 ELSE 0 END) AS missing_children,
        SUM(CASE WHEN NOT m.is_missing AND m.is_first_of_kind THEN 1 ELSE 0 END) AS away_children
    FROM incidents AS m
    GROUP BY GROUPING SETS (
        (m.la_code, m.collection_year),
        (m.la_code, m.collection_year, m.age_band)
    )
)

SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'missing_incidents' THEN g.missing_incidents
        WHEN 'away_incidents' THEN g.away_incidents
        WHEN 'missing_children' THEN g.missing_children
        WHEN 'away_children' THEN g.away_children
    END AS BIGINT) AS number
FROM incidents_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN ('missing_incidents', 'away_incidents', 'missing_children', 'away_children')
