/*---
description: One row per count of returns home and what became of them, LA, year and group.
grain: [count_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group.
source: As mart_return_home; a rate counts only returns home that the returns held follow so long, above and below the line
---*/
WITH returns_home AS (
    SELECT
        h.*,
        COALESCE(b.age_band, 'Unknown') AS age_band
    FROM fct_return_home AS h
    LEFT JOIN seed_age_band AS b ON h.age_at_return BETWEEN b.from_age AND b.to_age
    LEFT JOIN seed_legal_status AS s ON h.legal_status_before_code = s.code
    WHERE s.is_short_break IS NOT TRUE
),

returns_home_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        CASE
            WHEN GROUPING(m.age_band) = 0 THEN 'Age'
            WHEN GROUPING(m.legal_status_before_group) = 0 THEN 'Legal status'
            WHEN GROUPING(m.category_of_need) = 0 THEN 'Category of need'
            ELSE 'Total'
        END AS breakdown,
        COALESCE(m.age_band, m.legal_status_before_group, m.category_of_need, 'Total') AS breakdown_value,
        COUNT(*) AS returns,
        SUM(CASE WHEN m.is_followed_6_months THEN 1 ELSE 0 END) AS followed_6_months,
        SUM(CASE WHEN m.is_followed_1_year THEN 1 ELSE 0 END) AS followed_1_year,
        SUM(CASE WHEN m.is_followed_2_years THEN 1 ELSE 0 END) AS followed_2_years,
        SUM(CASE WHEN m.is_followed_5_years THEN 1 ELSE 0 END) AS followed_5_years,
        SUM(CASE WHEN m.is_followed_6_months AND m.is_reentered_within_6_months THEN 1 ELSE 0 END)
            AS reentries_6_months,
        SUM(CASE WHEN m.is_followed_1_year AND m.is_reentered_within_1_year THEN 1 ELSE 0 END)
            AS reentries_1_year,
        SUM(CASE WHEN m.is_followed_2_years AND m.is_reentered_within_2_years THEN 1 ELSE 0 END)
            AS reentries_2_years,
        SUM(CASE WHEN m.is_followed_5_years AND m.is_reentered_within_5_years THEN 1 ELSE 0 END)
            AS reentries_5_years
    FROM returns_home AS m
    GROUP BY GROUPING SETS (
        (m.la_code, m.collection_year),
        (m.la_code, m.collection_year, m.age_band),
        (m.la_code, m.collection_year, m.legal_status_before_group),
        (m.la_code, m.collection_year, m.category_of_need)
    )
)

SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'returns_home' THEN g.returns
        WHEN 'returns_home_followed_6_months' THEN g.followed_6_months
        WHEN 'returns_home_followed_1_year' THEN g.followed_1_year
        WHEN 'returns_home_followed_2_years' THEN g.followed_2_years
        WHEN 'returns_home_followed_5_years' THEN g.followed_5_years
        WHEN 'reentries_within_6_months' THEN g.reentries_6_months
        WHEN 'reentries_within_1_year' THEN g.reentries_1_year
        WHEN 'reentries_within_2_years' THEN g.reentries_2_years
        WHEN 'reentries_within_5_years' THEN g.reentries_5_years
    END AS BIGINT) AS number
FROM returns_home_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN (
        'returns_home', 'returns_home_followed_6_months', 'returns_home_followed_1_year',
        'returns_home_followed_2_years', 'returns_home_followed_5_years',
        'reentries_within_6_months', 'reentries_within_1_year', 'reentries_within_2_years',
        'reentries_within_5_years'
    )
