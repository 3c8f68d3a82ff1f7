/*---
description: One row per count, LA, year and group, every group present for every LA and year that the gate lets out and that has the module it is told by.
grain: [count_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group; NULL, in a total, when the module that tells it has not been returned for the year.
---*/
WITH counts AS (
    SELECT * FROM mart_measure_count__activity
    UNION ALL
    SELECT * FROM mart_measure_count__after_care
    UNION ALL
    SELECT * FROM mart_measure_count__assessments
    UNION ALL
    SELECT * FROM mart_measure_count__conferences
    UNION ALL
    SELECT * FROM mart_measure_count__court
    UNION ALL
    SELECT * FROM mart_measure_count__finance
    UNION ALL
    SELECT * FROM mart_measure_count__health
    UNION ALL
    SELECT * FROM mart_measure_count__leavers
    UNION ALL
    SELECT * FROM mart_measure_count__location
    UNION ALL
    SELECT * FROM mart_measure_count__looked_after
    UNION ALL
    SELECT * FROM mart_measure_count__missing
    UNION ALL
    SELECT * FROM mart_measure_count__moves
    UNION ALL
    SELECT * FROM mart_measure_count__need
    UNION ALL
    SELECT * FROM mart_measure_count__orders
    UNION ALL
    SELECT * FROM mart_measure_count__outcomes
    UNION ALL
    SELECT * FROM mart_measure_count__permanence
    UNION ALL
    SELECT * FROM mart_measure_count__placements
    UNION ALL
    SELECT * FROM mart_measure_count__protection
    UNION ALL
    SELECT * FROM mart_measure_count__reentries
    UNION ALL
    SELECT * FROM mart_measure_count__returns_home
    UNION ALL
    SELECT * FROM mart_measure_count__reviews
    UNION ALL
    SELECT * FROM mart_measure_count__starts
    UNION ALL
    SELECT * FROM mart_measure_count__workers
),

published_years AS (
    SELECT
        g.la_code,
        g.collection_year
    FROM fct_gate_decision AS g
    WHERE g.decision = 'publish'
),

counts_of_years AS (
    SELECT
        k.count_id,
        y.la_code,
        y.collection_year,
        r.la_code IS NOT NULL AS is_returned
    FROM published_years AS y
    CROSS JOIN seed_measure_count AS k
    LEFT JOIN fct_return AS r
        ON
            y.la_code = r.la_code
            AND y.collection_year = r.collection_year
            AND k.source = r.source
            AND k.table_name = r.table_name
    WHERE k.counted_in <> 'people'
),

-- Every group that any LA has, so that a group without children is a zero and not a missing row.
all_groups AS (
    SELECT
        k.count_id,
        'Total' AS breakdown,
        'Total' AS breakdown_value
    FROM seed_measure_count AS k
    UNION
    SELECT
        n.count_id,
        n.breakdown,
        n.breakdown_value
    FROM counts AS n
    INNER JOIN published_years AS y ON n.la_code = y.la_code AND n.collection_year = y.collection_year
)

SELECT
    y.count_id,
    y.la_code,
    y.collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE WHEN n.count_id IS NOT NULL THEN n.number WHEN y.is_returned THEN 0 END AS BIGINT) AS number
FROM counts_of_years AS y
INNER JOIN all_groups AS g ON y.count_id = g.count_id
LEFT JOIN counts AS n
    ON
        y.is_returned
        AND y.count_id = n.count_id
        AND g.breakdown = n.breakdown
        AND g.breakdown_value = n.breakdown_value
        AND y.la_code = n.la_code
        AND y.collection_year = n.collection_year
WHERE y.is_returned OR g.breakdown = 'Total'
