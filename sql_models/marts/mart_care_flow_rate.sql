/*---
description: One row per LA, base year, age band and move between placement groups from one 31 March to the next, into care or out of it.
grain: [la_code, base_year, age_band, placement_group_before, placement_group_after]
columns:
  base_year: Last year of those that the rate is of, three pairs of years at most.
  age_band: Age band on the first 31 March; of those who came into care, on the second.
  placement_group_before: Placement group on the first 31 March, or Not looked after.
  placement_group_after: Placement group on the second 31 March, or Left care.
  children: Children who moved so, over the pairs of years.
  years: Pairs of years.
  yearly_number: Children of a year who moved so.
  share: Share of those of the age band and group before who moved so, drawn towards that of all authorities; NULL for entries.
source: >-
  Entry, move and exit rates for the cohort forecast. Left open by the documents and decided here: whoever is there on
  31 March is compared with 31 March after, so coming and going within a year is not seen; a share is what the authority
  has with 20 children more who move as all authorities' do, so few children do not make a rate of 0 or 1. Children of
  unknown age, and of 18 or over, are left out. Base years are the latest and the three before it, for back-testing.
---*/
WITH snapshots AS (
    SELECT
        f.la_code,
        f.child_key,
        f.collection_year,
        f.placement_group,
        b.age_band
    FROM fct_looked_after_at_year_end AS f
    INNER JOIN seed_age_band AS b ON f.age BETWEEN b.from_age AND b.to_age
    WHERE f.age <= 17
),

-- Only years that may be told.
returned_years AS (
    SELECT
        s.la_code,
        s.collection_year,
        MAX(s.collection_year) OVER (PARTITION BY s.la_code) AS last_year
    FROM mart_forecast_series AS s
    WHERE s.basis = 'Returns' AND s.measure = 'Children looked after' AND s.la_code <> 'E92000001'
),

pairs AS (
    SELECT
        o.la_code,
        o.collection_year AS base_year,
        a.collection_year AS second_year,
        COUNT(*) OVER (PARTITION BY o.la_code, o.collection_year) AS years
    FROM returned_years AS o
    INNER JOIN returned_years AS a
        ON
            o.la_code = a.la_code
            AND a.collection_year BETWEEN o.collection_year - 2 AND o.collection_year
    INNER JOIN returned_years AS b ON a.la_code = b.la_code AND a.collection_year - 1 = b.collection_year
    WHERE o.collection_year >= o.last_year - 3
),

places AS (
    SELECT DISTINCT
        p.la_code,
        p.base_year,
        p.years
    FROM pairs AS p
),

changes AS (
    SELECT
        p.la_code,
        p.base_year,
        b.age_band,
        b.placement_group AS placement_group_before,
        COALESCE(a.placement_group, 'Left care') AS placement_group_after
    FROM pairs AS p
    INNER JOIN snapshots AS b ON p.la_code = b.la_code AND b.collection_year = p.second_year - 1
    LEFT JOIN snapshots AS a ON b.child_key = a.child_key AND p.second_year = a.collection_year
    UNION ALL
    SELECT
        p.la_code,
        p.base_year,
        a.age_band,
        'Not looked after' AS placement_group_before,
        a.placement_group AS placement_group_after
    FROM pairs AS p
    INNER JOIN snapshots AS a ON p.la_code = a.la_code AND p.second_year = a.collection_year
    LEFT JOIN snapshots AS b ON a.child_key = b.child_key AND b.collection_year = p.second_year - 1
    WHERE b.child_key IS NULL
),

changes_of_all AS (
    SELECT
        c.base_year,
        c.age_band,
        c.placement_group_before,
        c.placement_group_after,
        COUNT(*) * 1.0
        / SUM(COUNT(*)) OVER (PARTITION BY c.base_year, c.age_band, c.placement_group_before) AS share
    FROM changes AS c
    GROUP BY c.base_year, c.age_band, c.placement_group_before, c.placement_group_after
),

-- Every change that any authority has, for each authority.
changes_of_each AS (
    SELECT
        p.la_code,
        p.years,
        g.base_year,
        g.age_band,
        g.placement_group_before,
        g.placement_group_after,
        g.share,
        COUNT(c.la_code) AS children,
        SUM(COUNT(c.la_code)) OVER (
            PARTITION BY p.la_code, g.base_year, g.age_band, g.placement_group_before
        ) AS children_before
    FROM places AS p
    INNER JOIN changes_of_all AS g ON p.base_year = g.base_year
    LEFT JOIN changes AS c
        ON
            p.la_code = c.la_code
            AND g.base_year = c.base_year
            AND g.age_band = c.age_band
            AND g.placement_group_before = c.placement_group_before
            AND g.placement_group_after = c.placement_group_after
    GROUP BY
        p.la_code,
        p.years,
        g.base_year,
        g.age_band,
        g.placement_group_before,
        g.placement_group_after,
        g.share
)

SELECT
    e.la_code,
    a.la_name,
    CAST(e.base_year AS INTEGER) AS base_year,
    e.age_band,
    CAST(e.placement_group_before AS VARCHAR) AS placement_group_before,
    CAST(e.placement_group_after AS VARCHAR) AS placement_group_after,
    CAST(e.children AS BIGINT) AS children,
    CAST(e.years AS INTEGER) AS years,
    CAST(e.children * 1.0 / e.years AS DOUBLE) AS yearly_number,
    CAST(
        CASE
            WHEN e.placement_group_before <> 'Not looked after'
                THEN ROUND((e.children + 20 * e.share) / (e.children_before + 20), 12)
        END AS DOUBLE
    ) AS share
FROM changes_of_each AS e
INNER JOIN dim_local_authority AS a ON e.la_code = a.la_code
