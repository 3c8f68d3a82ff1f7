/*---
description: One row per LA or England, basis, measure and year, with the yearly count that forecasts are made from.
grain: [la_code, basis, measure, collection_year]
columns:
  la_code: ONS nine-character code of the local authority, or that of England.
  la_name: Name of the local authority, or England.
  basis: Returns where counted from returns held, Published where published by DfE.
  measure: What is counted.
  number: How many; at 31 March, or in the year for referrals.
  population: Children aged 0 to 17 in the middle of the year before; NULL when not held.
  growth: Natural logarithm of the number over that of the year before; NULL when either is 0 or not held.
warnings:
  - England of the basis Returns is the authorities that have returned every year of any, not all that exist.
  - Years of an authority that the gate withholds are left out, so that no forecast tells of them.
source: >-
  DfE children looked after at 31 March (short breaks left out), child protection plans and children in need at 31 March,
  referrals in the year (those without further action too); Walsall figure 41 projects these four.
---*/
WITH counts AS (
    SELECT
        'Children looked after' AS measure,
        m.la_code,
        m.collection_year,
        SUM(m.children) AS number
    FROM mart_looked_after AS m
    GROUP BY m.la_code, m.collection_year
    UNION ALL
    SELECT
        'Referrals' AS measure,
        r.la_code,
        y.collection_year,
        COUNT(*) AS number
    FROM fct_referral AS r
    INNER JOIN dim_collection_year AS y
        ON r.referral_date >= y.start_date AND r.referral_date < y.end_date
    GROUP BY r.la_code, y.collection_year
    UNION ALL
    SELECT
        'Children in need' AS measure,
        n.la_code,
        y.collection_year,
        COUNT(DISTINCT n.child_key) AS number
    FROM fct_child_in_need_period AS n
    INNER JOIN dim_collection_year AS y
        ON n.start_date < y.end_date AND COALESCE(n.end_date, DATE '9999-12-31') >= y.end_date
    GROUP BY n.la_code, y.collection_year
    UNION ALL
    SELECT
        'Child protection plans' AS measure,
        n.la_code,
        y.collection_year,
        COUNT(*) AS number
    FROM fct_child_protection_plan AS n
    INNER JOIN dim_collection_year AS y
        ON n.start_date < y.end_date AND COALESCE(n.end_date, DATE '9999-12-31') >= y.end_date
    GROUP BY n.la_code, y.collection_year
),

returned_years AS (
    SELECT DISTINCT
        r.la_code,
        r.collection_year,
        r.source
    FROM fct_return AS r
    LEFT JOIN fct_gate_decision AS d ON r.la_code = d.la_code AND r.collection_year = d.collection_year
    WHERE
        COALESCE(d.decision, 'publish') <> 'withhold'
        AND (r.source = 'cin_census' OR (r.source = 'ssda903' AND r.table_name = 'episodes'))
),

counts_of_returns AS (
    SELECT
        c.*,
        COUNT(*) OVER (PARTITION BY c.measure, c.la_code) AS years
    FROM counts AS c
    INNER JOIN returned_years AS r
        ON
            c.la_code = r.la_code
            AND c.collection_year = r.collection_year
            AND r.source = CASE c.measure WHEN 'Children looked after' THEN 'ssda903' ELSE 'cin_census' END
),

years_of_measures AS (
    SELECT
        c.measure,
        COUNT(DISTINCT c.collection_year) AS years
    FROM counts_of_returns AS c
    GROUP BY c.measure
),

numbers AS (
    SELECT
        'Returns' AS basis,
        c.measure,
        c.la_code,
        c.collection_year,
        c.number
    FROM counts_of_returns AS c
    UNION ALL
    SELECT
        'Returns' AS basis,
        c.measure,
        'E92000001' AS la_code,
        c.collection_year,
        SUM(c.number) AS number
    FROM counts_of_returns AS c
    INNER JOIN years_of_measures AS y ON c.measure = y.measure AND c.years = y.years
    GROUP BY c.measure, c.collection_year
    UNION ALL
    SELECT
        'Published' AS basis,
        'Children looked after' AS measure,
        p.la_code,
        p.collection_year,
        p.children AS number
    FROM seed_children_looked_after AS p
)

SELECT
    CAST(n.la_code AS VARCHAR) AS la_code,
    CAST(COALESCE(a.la_name, 'England') AS VARCHAR) AS la_name,
    CAST(n.basis AS VARCHAR) AS basis,
    CAST(n.measure AS VARCHAR) AS measure,
    CAST(n.collection_year AS INTEGER) AS collection_year,
    CAST(n.number AS BIGINT) AS number,
    p.population,
    CAST(LN(NULLIF(n.number, 0) * 1.0 / NULLIF(e.number, 0)) AS DOUBLE) AS growth
FROM numbers AS n
LEFT JOIN numbers AS e
    ON
        n.la_code = e.la_code
        AND n.basis = e.basis
        AND n.measure = e.measure
        AND e.collection_year = n.collection_year - 1
LEFT JOIN dim_local_authority AS a ON n.la_code = a.la_code
LEFT JOIN mart_population AS p ON n.la_code = p.la_code AND n.collection_year = p.collection_year
