/*---
description: One row per LA or England and year, with the children aged 0 to 17 whom rates of the year are of.
grain: [la_code, collection_year]
columns:
  la_code: ONS nine-character code of the local authority, or that of England.
  la_name: Name of the local authority, or England.
  collection_year: Year in which the 31 March falls; the estimate is of the middle of the year before.
  population: Children aged 0 to 17.
source: >-
  ONS mid-year estimate of the year before, as in DfE's rates. England is the sum over authorities; where one and
  the one that it came out of are both held for a year, as Cumbria and Cumberland are, the older counts.
---*/
WITH known_twice AS (
    SELECT DISTINCT
        s.la_code,
        s.mid_year
    FROM seed_population_0_17 AS s
    INNER JOIN seed_local_authority AS a ON s.la_code = a.la_code
    INNER JOIN seed_population_0_17 AS p
        ON s.mid_year = p.mid_year AND a.predecessor_codes LIKE '%' || p.la_code || '%'
)

SELECT
    p.la_code,
    a.la_name,
    CAST(p.mid_year + 1 AS INTEGER) AS collection_year,
    p.population
FROM seed_population_0_17 AS p
INNER JOIN dim_local_authority AS a ON p.la_code = a.la_code
UNION ALL
SELECT
    CAST('E92000001' AS VARCHAR) AS la_code,
    CAST('England' AS VARCHAR) AS la_name,
    CAST(p.mid_year + 1 AS INTEGER) AS collection_year,
    CAST(SUM(p.population) AS BIGINT) AS population
FROM seed_population_0_17 AS p
LEFT JOIN known_twice AS k ON p.la_code = k.la_code AND p.mid_year = k.mid_year
WHERE k.la_code IS NULL
GROUP BY p.mid_year
