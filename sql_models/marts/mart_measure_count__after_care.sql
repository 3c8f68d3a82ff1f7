/*---
description: One row per count of reviews and care leavers, LA, year and group.
grain: [count_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  collection_year: Collection year in which it happened, the year in which the 31 March falls.
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group.
---*/
WITH reviews AS (
    SELECT
        v.la_code,
        -- Nine months on, 1 April is 1 January: the year is the collection year.
        EXTRACT(YEAR FROM v.review_date + INTERVAL 9 MONTH) AS collection_year,
        v.participation_code IN ('PN1', 'PN2', 'PN3', 'PN4', 'PN5', 'PN6') AS is_participated
    FROM fct_review AS v
    -- Children under four are not asked to take part.
    WHERE v.participation_code <> 'PN0'
),

care_leavers AS (
    SELECT
        t.*,
        CASE
            WHEN t.age BETWEEN 17 AND 18 THEN '17 and 18 years'
            WHEN t.age BETWEEN 19 AND 21 THEN '19 to 21 years'
            ELSE 'Unknown'
        END AS age_group
    FROM fct_care_leaver_contact AS t
),

reviews_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        'Total' AS breakdown,
        'Total' AS breakdown_value,
        COUNT(*) AS reviews,
        SUM(CASE WHEN m.is_participated THEN 1 ELSE 0 END) AS participated
    FROM reviews AS m
    GROUP BY m.la_code, m.collection_year
),

care_leavers_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        CASE
            WHEN GROUPING(m.age_group) = 0 THEN 'Age'
            ELSE 'Total'
        END AS breakdown,
        COALESCE(m.age_group, 'Total') AS breakdown_value,
        COUNT(*) AS care_leavers,
        SUM(CASE WHEN m.is_in_touch THEN 1 ELSE 0 END) AS in_touch,
        SUM(CASE WHEN m.is_in_education_employment_or_training THEN 1 ELSE 0 END) AS in_activity,
        SUM(CASE WHEN m.accommodation_suitability = 'Suitable' THEN 1 ELSE 0 END) AS suitably_housed
    FROM care_leavers AS m
    GROUP BY GROUPING SETS (
        (m.la_code, m.collection_year),
        (m.la_code, m.collection_year, m.age_group)
    )
)

SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'reviews' THEN g.reviews
        WHEN 'reviews_participated' THEN g.participated
    END AS BIGINT) AS number
FROM reviews_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN ('reviews', 'reviews_participated')
UNION ALL
SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'care_leavers' THEN g.care_leavers
        WHEN 'care_leavers_in_touch' THEN g.in_touch
        WHEN 'care_leavers_in_activity' THEN g.in_activity
        WHEN 'care_leavers_suitably_housed' THEN g.suitably_housed
    END AS BIGINT) AS number
FROM care_leavers_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN (
        'care_leavers', 'care_leavers_in_touch', 'care_leavers_in_activity',
        'care_leavers_suitably_housed'
    )
