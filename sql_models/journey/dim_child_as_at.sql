/*---
description: One row per child and span of collection years in which the returns told the same of it.
grain: [child_key, valid_from]
columns:
  la_code: Local authority whose child it is.
  valid_from: 1 April with which the first collection year of the span begins.
  valid_to: 1 April with which the first collection year of the child's next span begins; NULL for the latest.
  birth_date: Date of birth as last told in or before the span; NULL when not told yet.
  sex: Male, Female or Unknown, as last told in or before the span.
  ethnic_group: Ethnic group as last told in or before the span; Unknown when not told yet.
  death_date: Date of death; NULL while no return tells one.
  first_collection_year: First collection year of the span.
  last_collection_year: Last collection year of the span whose returns describe the child.
source: >-
  What a publication of a past year could know of the child. Each year as in int_children__told; what a year does not tell
  is as the years before told it. dim_child has the latest.
---*/
WITH facts_so_far AS (
    SELECT
        t.child_key,
        t.la_code,
        t.collection_year,
        LAST_VALUE(t.birth_date IGNORE NULLS) OVER years_so_far AS birth_date,
        LAST_VALUE(t.sex IGNORE NULLS) OVER years_so_far AS sex,
        COALESCE(
            LAST_VALUE(NULLIF(t.ethnicity_code, 'NOBT') IGNORE NULLS) OVER years_so_far,
            LAST_VALUE(t.ethnicity_code IGNORE NULLS) OVER years_so_far
        ) AS ethnicity_code,
        LAST_VALUE(t.death_date IGNORE NULLS) OVER years_so_far AS death_date
    FROM int_children__told AS t
    WINDOW years_so_far AS (
        PARTITION BY t.child_key
        ORDER BY t.collection_year ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    )
),

labelled_facts AS (
    SELECT
        f.child_key,
        f.la_code,
        f.collection_year,
        f.birth_date,
        COALESCE(f.sex, 'Unknown') AS sex,
        COALESCE(g.ethnic_group, 'Unknown') AS ethnic_group,
        f.death_date,
        CONCAT_WS(
            '|',
            COALESCE(CAST(f.birth_date AS VARCHAR), ''),
            COALESCE(f.sex, ''),
            COALESCE(g.ethnic_group, ''),
            COALESCE(CAST(f.death_date AS VARCHAR), '')
        ) AS facts
    FROM facts_so_far AS f
    LEFT JOIN seed_ethnicity AS g ON f.ethnicity_code = g.code
),

compared_facts AS (
    SELECT
        l.*,
        LAG(l.facts) OVER (PARTITION BY l.child_key ORDER BY l.collection_year) AS facts_before
    FROM labelled_facts AS l
),

numbered_facts AS (
    SELECT
        c.*,
        SUM(CASE WHEN c.facts_before = c.facts THEN 0 ELSE 1 END) OVER (
            PARTITION BY c.child_key ORDER BY c.collection_year
        ) AS span_number
    FROM compared_facts AS c
),

spans AS (
    SELECT
        n.child_key,
        MAX(n.la_code) AS la_code,
        MAX(n.birth_date) AS birth_date,
        MAX(n.sex) AS sex,
        MAX(n.ethnic_group) AS ethnic_group,
        MAX(n.death_date) AS death_date,
        MIN(n.collection_year) AS first_collection_year,
        MAX(n.collection_year) AS last_collection_year
    FROM numbered_facts AS n
    GROUP BY n.child_key, n.span_number
)

SELECT
    s.child_key,
    CAST(MAKE_DATE(s.first_collection_year - 1, 4, 1) AS DATE) AS valid_from,
    CAST(
        MAKE_DATE(
            LEAD(s.first_collection_year) OVER (
                PARTITION BY s.child_key ORDER BY s.first_collection_year
            ) - 1,
            4,
            1
        ) AS DATE
    ) AS valid_to,
    CAST(s.la_code AS VARCHAR) AS la_code,
    CAST(s.birth_date AS DATE) AS birth_date,
    CAST(s.sex AS VARCHAR) AS sex,
    CAST(s.ethnic_group AS VARCHAR) AS ethnic_group,
    CAST(s.death_date AS DATE) AS death_date,
    CAST(s.first_collection_year AS INTEGER) AS first_collection_year,
    CAST(s.last_collection_year AS INTEGER) AS last_collection_year
FROM spans AS s
