/*---
description: One row per SSDA903 return of a local authority that holds episodes, with the day from which it is known what was.
grain: [la_code, collection_year]
columns:
  collection_year: Collection year of the return.
  known_from: First day of the earliest year from which on there is a return for every year up to this one.
---*/
WITH returns AS (
    SELECT DISTINCT
        e.la_code,
        e.collection_year
    FROM stg_ssda903__episodes AS e
),

-- Years that follow one another have one number less than their place.
numbered AS (
    SELECT
        r.la_code,
        r.collection_year,
        r.collection_year - ROW_NUMBER() OVER (
            PARTITION BY r.la_code ORDER BY r.collection_year
        ) AS run_number
    FROM returns AS r
)

SELECT
    n.la_code,
    n.collection_year,
    MAKE_DATE(
        CAST(MIN(n.collection_year) OVER (PARTITION BY n.la_code, n.run_number) AS INTEGER) - 1, 4, 1
    ) AS known_from
FROM numbered AS n
