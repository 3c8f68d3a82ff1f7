/*---
description: One row per LA, year and total or share of the children looked after that can be told from last year's, with what that lets expect.
grain: [la_code, collection_year, comparison, item]
columns:
  collection_year: Collection year of the return; the one before is held too.
  comparison: What is compared. Stock and flow is the number at the year's end beside last year's with starts and less leavers; the others are how many children are of a group, beside last year.
  item: The group; Total where a total is compared.
  number: Children, as the year's return has them.
  number_expected: Children by last year's figures.
  of_all: All children looked after at the year's end.
  of_all_before: All children looked after at the end of the year before.
---*/
WITH children AS (
    SELECT
        m.la_code,
        m.collection_year,
        m.legal_status_group,
        m.placement_group,
        m.ethnic_group,
        m.children
    FROM mart_looked_after AS m
),

totals AS (
    SELECT
        c.la_code,
        c.collection_year,
        SUM(c.children) AS children
    FROM children AS c
    GROUP BY c.la_code, c.collection_year
),

both_years AS (
    SELECT
        t.la_code,
        t.collection_year,
        t.children AS of_all,
        b.children AS of_all_before
    FROM totals AS t
    INNER JOIN totals AS b ON t.la_code = b.la_code AND t.collection_year = b.collection_year + 1
),

grouped AS (
    SELECT
        c.la_code,
        c.collection_year,
        'Legal status' AS comparison,
        c.legal_status_group AS item,
        c.children
    FROM children AS c
    UNION ALL
    SELECT
        c.la_code,
        c.collection_year,
        'Placement' AS comparison,
        c.placement_group AS item,
        c.children
    FROM children AS c
    UNION ALL
    SELECT
        c.la_code,
        c.collection_year,
        'Ethnicity' AS comparison,
        c.ethnic_group AS item,
        c.children
    FROM children AS c
),

in_both AS (
    SELECT
        g.la_code,
        g.collection_year,
        g.comparison,
        g.item,
        g.children AS number,
        0 AS number_expected
    FROM grouped AS g
    UNION ALL
    SELECT
        g.la_code,
        g.collection_year + 1 AS collection_year,
        g.comparison,
        g.item,
        0 AS number,
        g.children AS number_expected
    FROM grouped AS g
    UNION ALL
    SELECT
        t.la_code,
        t.collection_year,
        'Stock and flow' AS comparison,
        'Total' AS item,
        t.children AS number,
        0 AS number_expected
    FROM totals AS t
    UNION ALL
    SELECT
        t.la_code,
        t.collection_year + 1 AS collection_year,
        'Stock and flow' AS comparison,
        'Total' AS item,
        0 AS number,
        t.children AS number_expected
    FROM totals AS t
    UNION ALL
    SELECT
        s.la_code,
        s.collection_year,
        'Stock and flow' AS comparison,
        'Total' AS item,
        0 AS number,
        s.starts AS number_expected
    FROM mart_starts AS s
    UNION ALL
    SELECT
        l.la_code,
        l.collection_year,
        'Stock and flow' AS comparison,
        'Total' AS item,
        0 AS number,
        -l.leavers AS number_expected
    FROM mart_leavers AS l
)

SELECT
    i.la_code,
    CAST(i.collection_year AS INTEGER) AS collection_year,
    CAST(i.comparison AS VARCHAR) AS comparison,
    CAST(i.item AS VARCHAR) AS item,
    CAST(SUM(i.number) AS BIGINT) AS number,
    CAST(SUM(i.number_expected) AS BIGINT) AS number_expected,
    CAST(y.of_all AS BIGINT) AS of_all,
    CAST(y.of_all_before AS BIGINT) AS of_all_before
FROM in_both AS i
INNER JOIN both_years AS y ON i.la_code = y.la_code AND i.collection_year = y.collection_year
GROUP BY i.la_code, i.collection_year, i.comparison, i.item, y.of_all, y.of_all_before
