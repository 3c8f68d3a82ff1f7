/*---
description: One row per child that a return describes, with what the latest collection year that tells it tells.
grain: [child_key]
columns:
  la_code: Local authority whose child it is.
  birth_date: Date of birth; NULL when no return tells it.
  expected_birth_date: Expected date of birth; NULL when no return tells it.
  sex: Male or Female; NULL when no return tells it.
  ethnicity_code: Ethnic origin code; NULL when no return tells one that is in the list.
  death_date: Date of death; NULL when no return tells it.
  is_in_header: Whether any SSDA903 header has the child.
  as_at_date: Last day that the latest return covers that describes the child.
source: >-
  Facts about a child are corrected from return to return, so the latest collection year that tells a fact knows it best.
  A fact once told is not unsaid by a later blank, or by a later NOBT (not yet obtained).
---*/
WITH latest_facts AS (
    SELECT
        t.child_key,
        t.la_code,
        t.is_in_header,
        FIRST_VALUE(t.birth_date IGNORE NULLS) OVER latest_first AS birth_date,
        FIRST_VALUE(t.expected_birth_date IGNORE NULLS) OVER latest_first AS expected_birth_date,
        FIRST_VALUE(t.sex IGNORE NULLS) OVER latest_first AS sex,
        FIRST_VALUE(NULLIF(t.ethnicity_code, 'NOBT') IGNORE NULLS) OVER latest_first AS obtained_ethnicity,
        t.ethnicity_code,
        FIRST_VALUE(t.death_date IGNORE NULLS) OVER latest_first AS death_date,
        t.as_at_date
    FROM int_children__told AS t
    WINDOW latest_first AS (
        PARTITION BY t.child_key
        ORDER BY t.collection_year DESC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    )
)

SELECT
    f.child_key,
    CAST(MAX(f.la_code) AS VARCHAR) AS la_code,
    CAST(MAX(f.birth_date) AS DATE) AS birth_date,
    CAST(MAX(f.expected_birth_date) AS DATE) AS expected_birth_date,
    CAST(MAX(f.sex) AS VARCHAR) AS sex,
    CAST(COALESCE(MAX(f.obtained_ethnicity), MAX(f.ethnicity_code)) AS VARCHAR) AS ethnicity_code,
    CAST(MAX(f.death_date) AS DATE) AS death_date,
    CAST(MAX(CASE WHEN f.is_in_header THEN 1 ELSE 0 END) = 1 AS BOOLEAN) AS is_in_header,
    CAST(MAX(f.as_at_date) AS DATE) AS as_at_date
FROM latest_facts AS f
GROUP BY f.child_key
