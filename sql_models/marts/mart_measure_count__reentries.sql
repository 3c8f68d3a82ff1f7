/*---
description: One row per count of returns home that did not last, re-entries after going home, and placements in the periods of care that ended, LA, year and group.
grain: [count_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  collection_year: Collection year of what is counted, the year in which the 31 March falls.
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group.
source: DfE data pack 2013, page 36 and annex B; a re-entry belongs to the year in which care began again
---*/
WITH returns_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        CASE
            WHEN GROUPING(m.age_band) = 0 THEN 'Age'
            WHEN GROUPING(m.legal_status_before_group) = 0 THEN 'Legal status'
            WHEN GROUPING(m.category_of_need) = 0 THEN 'Category of need'
            WHEN GROUPING(m.weeks_before_band) = 0 THEN 'Time looked after'
            WHEN GROUPING(m.position_at_end_of_returns) = 0 THEN 'Position at end of returns'
            ELSE 'Total'
        END AS breakdown,
        COALESCE(
            m.age_band, m.legal_status_before_group, m.category_of_need,
            m.weeks_before_band, m.position_at_end_of_returns, 'Total'
        ) AS breakdown_value,
        SUM(m.returns) AS returns,
        SUM(m.reentries_to_date) AS reentries
    FROM mart_return_home AS m
    GROUP BY GROUPING SETS (
        (m.la_code, m.collection_year),
        (m.la_code, m.collection_year, m.age_band),
        (m.la_code, m.collection_year, m.legal_status_before_group),
        (m.la_code, m.collection_year, m.category_of_need),
        (m.la_code, m.collection_year, m.weeks_before_band),
        (m.la_code, m.collection_year, m.position_at_end_of_returns)
    )
),

reentries AS (
    SELECT
        e.la_code,
        -- Nine months on, 1 April is 1 January: the year is the collection year.
        EXTRACT(YEAR FROM e.start_date + INTERVAL 9 MONTH) AS collection_year,
        e.category_of_need,
        COALESCE(b.age_band, 'Unknown') AS age_band,
        e.is_same_need_as_first,
        ROW_NUMBER() OVER (PARTITION BY e.child_key ORDER BY e.start_date) > 1 AS is_again
    FROM fct_reentry AS e
    LEFT JOIN seed_age_band AS b ON e.age_at_reentry BETWEEN b.from_age AND b.to_age
    WHERE e.is_after_return_home AND NOT e.is_short_break
),

reentries_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        CASE
            WHEN GROUPING(m.age_band) = 0 THEN 'Age'
            WHEN GROUPING(m.category_of_need) = 0 THEN 'Category of need'
            ELSE 'Total'
        END AS breakdown,
        COALESCE(m.age_band, m.category_of_need, 'Total') AS breakdown_value,
        COUNT(*) AS reentries,
        SUM(CASE WHEN m.is_same_need_as_first THEN 1 ELSE 0 END) AS same_need_as_first,
        SUM(CASE WHEN m.is_again THEN 1 ELSE 0 END) AS again
    FROM reentries AS m
    GROUP BY GROUPING SETS (
        (m.la_code, m.collection_year),
        (m.la_code, m.collection_year, m.age_band),
        (m.la_code, m.collection_year, m.category_of_need)
    )
),

placements_by_group AS (
    SELECT
        m.la_code,
        m.end_collection_year AS collection_year,
        'Total' AS breakdown,
        'Total' AS breakdown_value,
        SUM(m.number_of_placements) AS placements
    FROM fct_period_of_care AS m
    LEFT JOIN seed_legal_status AS s ON m.final_legal_status_code = s.code
    WHERE NOT m.is_open AND s.is_short_break IS NOT TRUE
    GROUP BY m.la_code, m.end_collection_year
)

SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'reentries_to_date' THEN g.reentries
    END AS BIGINT) AS number
FROM returns_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN ('reentries_to_date')
WHERE g.breakdown_value <> 'Not re-entered'
UNION ALL
-- Below the line, by a group that mart_measure_count__returns_home has not.
SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'returns_home' THEN g.returns
    END AS BIGINT) AS number
FROM returns_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN ('returns_home')
WHERE g.breakdown = 'Time looked after'
UNION ALL
SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'reentries' THEN g.reentries
        WHEN 'reentries_same_need_as_first' THEN g.same_need_as_first
        WHEN 'reentries_again' THEN g.again
    END AS BIGINT) AS number
FROM reentries_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN ('reentries', 'reentries_same_need_as_first', 'reentries_again')
UNION ALL
SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'leavers_placements' THEN g.placements
    END AS BIGINT) AS number
FROM placements_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN ('leavers_placements')
