/*---
description: One row per count of applications to the family court, LA, year and group.
grain: [count_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group.
---*/
WITH applications_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        CASE
            WHEN GROUPING(m.application_type) = 0 THEN 'Application'
            WHEN GROUPING(m.outcome) = 0 THEN 'Outcome'
            ELSE 'Total'
        END AS breakdown,
        COALESCE(m.application_type, m.outcome, 'Total') AS breakdown_value,
        SUM(m.applications) AS applications,
        SUM(m.cases_ended) AS cases_ended,
        SUM(CASE WHEN m.over_26_weeks THEN m.cases_ended ELSE 0 END) AS over_26_weeks,
        SUM(m.days_of_cases_ended) AS days_of_cases_ended
    FROM mart_court AS m
    GROUP BY GROUPING SETS (
        (m.la_code, m.collection_year),
        (m.la_code, m.collection_year, m.application_type),
        (m.la_code, m.collection_year, m.outcome)
    )
)

SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'applications' THEN g.applications
        WHEN 'court_cases_ended' THEN g.cases_ended
        WHEN 'court_cases_ended_over_26_weeks' THEN g.over_26_weeks
        WHEN 'days_of_court_cases_ended' THEN g.days_of_cases_ended
    END AS BIGINT) AS number
FROM applications_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN (
        'applications', 'court_cases_ended', 'court_cases_ended_over_26_weeks',
        'days_of_court_cases_ended'
    )
