/*---
description: One row per count of where children looked after at 31 March live, LA, year and group.
grain: [count_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group.
---*/
WITH children AS (
    SELECT
        f.la_code,
        f.collection_year,
        o.is_in_area,
        o.distance_miles
    FROM fct_looked_after_at_year_end AS f
    INNER JOIN fct_placement AS p
        ON
            f.child_key = p.child_key
            AND f.as_at_date >= p.start_date
            AND (p.end_date IS NULL OR f.as_at_date < p.end_date)
    INNER JOIN fct_placement_location AS o ON p.placement_key = o.placement_key
),

children_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        'Total' AS breakdown,
        'Total' AS breakdown_value,
        SUM(CASE WHEN m.is_in_area IS NOT NULL THEN 1 ELSE 0 END) AS located,
        SUM(CASE WHEN NOT m.is_in_area THEN 1 ELSE 0 END) AS out_of_area,
        SUM(CASE WHEN m.distance_miles IS NOT NULL THEN 1 ELSE 0 END) AS distance_known,
        SUM(CASE WHEN m.distance_miles > 20 THEN 1 ELSE 0 END) AS over_20_miles
    FROM children AS m
    GROUP BY m.la_code, m.collection_year
)

SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'looked_after_located' THEN g.located
        WHEN 'looked_after_out_of_area' THEN g.out_of_area
        WHEN 'looked_after_distance_known' THEN g.distance_known
        WHEN 'looked_after_over_20_miles' THEN g.over_20_miles
    END AS BIGINT) AS number
FROM children_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN (
        'looked_after_located', 'looked_after_out_of_area', 'looked_after_distance_known',
        'looked_after_over_20_miles'
    )
