/*---
description: One row per child and collection year, the child as that year's returns describe it.
grain: [child_key, collection_year]
columns:
  la_code: Local authority that describes the child.
  birth_date: Date of birth; NULL when the year's returns do not tell it.
  expected_birth_date: Expected date of birth; NULL when the year's returns do not tell it.
  sex: Male or Female; NULL when the year's returns do not tell it.
  ethnicity_code: Ethnic origin code; NULL when the year's returns do not tell one that is in the list.
  death_date: Date of death; NULL when the year's returns do not tell it.
  is_in_header: Whether the SSDA903 header of the year has the child.
  as_at_date: Last day that a return of the year that describes the child covers.
source: >-
  Where sources of one year differ, SSDA903 is preferred to the CIN census, that to the court tracker and that to contacts; each fact on its
  own, so that what one does not tell may come from the next. The header is the return with the most checks and is what
  the published figures count. Not yet obtained (NOBT) counts only when no other code is told. Of two rows of one source and year the last in the file counts.
---*/
WITH records_of_children AS (
    SELECT
        c.child_key,
        r.la_code,
        r.collection_year,
        r.source,
        r.is_header,
        FIRST_VALUE(r.birth_date IGNORE NULLS) OVER preference AS birth_date,
        FIRST_VALUE(r.expected_birth_date IGNORE NULLS) OVER preference AS expected_birth_date,
        FIRST_VALUE(r.sex IGNORE NULLS) OVER preference AS sex,
        FIRST_VALUE(NULLIF(r.ethnicity_code, 'NOBT') IGNORE NULLS) OVER preference AS obtained_ethnicity,
        r.ethnicity_code,
        FIRST_VALUE(r.death_date IGNORE NULLS) OVER preference AS death_date
    FROM int_child_ids__records AS r
    INNER JOIN int_children__resolved AS c ON r.received_child_key = c.received_child_key
    WINDOW preference AS (
        PARTITION BY c.child_key, r.collection_year
        ORDER BY r.source_order ASC, r.row_id DESC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    )
)

SELECT
    d.child_key,
    CAST(MAX(d.la_code) AS VARCHAR) AS la_code,
    d.collection_year,
    CAST(MAX(d.birth_date) AS DATE) AS birth_date,
    CAST(MAX(d.expected_birth_date) AS DATE) AS expected_birth_date,
    CAST(MAX(d.sex) AS VARCHAR) AS sex,
    CAST(COALESCE(MAX(d.obtained_ethnicity), MAX(d.ethnicity_code)) AS VARCHAR) AS ethnicity_code,
    CAST(MAX(d.death_date) AS DATE) AS death_date,
    CAST(MAX(CASE WHEN d.is_header THEN 1 ELSE 0 END) = 1 AS BOOLEAN) AS is_in_header,
    CAST(MAX(s.as_at_date) AS DATE) AS as_at_date
FROM records_of_children AS d
LEFT JOIN stg_intake__submissions AS s
    ON d.la_code = s.la_code AND d.collection_year = s.collection_year AND d.source = s.source
GROUP BY d.child_key, d.collection_year
