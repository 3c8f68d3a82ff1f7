/*---
description: One row per count of initial child protection conferences by the time since the enquiry, LA, year and group.
grain: [count_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  collection_year: Collection year of what is counted, the year in which the 31 March falls.
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group.
source: DfE characteristics of children in need, table C4; the year is that of the conference
---*/
WITH conferences AS (
    SELECT
        s.la_code,
        EXTRACT(YEAR FROM s.initial_conference_date + INTERVAL 9 MONTH) AS collection_year,
        CASE
            WHEN s.working_days_to_initial_conference <= 10 THEN '0 to 10'
            WHEN s.working_days_to_initial_conference <= 15 THEN '11 to 15'
            WHEN s.working_days_to_initial_conference <= 20 THEN '16 to 20'
            ELSE '21 or more'
        END AS working_days_band
    FROM fct_section_47_enquiry AS s
    WHERE s.working_days_to_initial_conference IS NOT NULL
),

conferences_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        CASE
            WHEN GROUPING(m.working_days_band) = 0 THEN 'Working days'
            ELSE 'Total'
        END AS breakdown,
        COALESCE(m.working_days_band, 'Total') AS breakdown_value,
        COUNT(*) AS conferences
    FROM conferences AS m
    GROUP BY GROUPING SETS (
        (m.la_code, m.collection_year),
        (m.la_code, m.collection_year, m.working_days_band)
    )
)

SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'initial_conferences_timed' THEN g.conferences
    END AS BIGINT) AS number
FROM conferences_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN ('initial_conferences_timed')
