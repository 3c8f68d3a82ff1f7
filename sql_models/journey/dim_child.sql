/*---
description: One row per child that any source holds, as the latest returns tell it.
grain: [child_key]
columns:
  child_key: Pseudonymous key of the child; one of all the ids that the local authority has used for it.
  la_code: Local authority whose child it is.
  person_key: Key of the person, the same for the person's children in all local authorities (fct_person_link).
  birth_date: Date of birth; NULL when no source tells one that can be read, as before birth.
  expected_birth_date: Expected date of birth of a child who was not born yet when first known; NULL for others.
  sex: Male, Female or Unknown.
  ethnic_group: Ethnic group as publications band it; Unknown when not told or not in the list.
  death_date: Date of death; NULL while no return tells one.
  is_in_header: Whether any SSDA903 return has a header row for the child.
  is_in_ssda903: Whether any SSDA903 return holds the child in any module.
  is_in_cin_census: Whether any CIN census holds the child.
  is_in_court: Whether the court tracker holds the child by its id.
  is_in_finance: Whether placement costs hold the child.
  is_in_local: Whether contacts hold the child.
  as_at_date: Last day that the latest return covers that describes the child; NULL when none does.
source: >-
  Preference when sources differ: the latest collection year, then SSDA903, then the CIN census, then the court tracker,
  then contacts (int_children__latest, int_children__told). Where they differ, rules report it. What is sensitive is in
  dim_child_sensitive.
---*/
WITH children AS (
    SELECT
        c.child_key,
        MAX(c.la_code) AS la_code,
        MAX(CASE WHEN r.source = 'ssda903' THEN 1 ELSE 0 END) AS ssda903,
        MAX(CASE WHEN r.source = 'cin_census' THEN 1 ELSE 0 END) AS cin_census,
        MAX(CASE WHEN r.source = 'court' THEN 1 ELSE 0 END) AS court,
        MAX(CASE WHEN r.source = 'finance' THEN 1 ELSE 0 END) AS finance,
        MAX(CASE WHEN r.source = 'local' THEN 1 ELSE 0 END) AS local_tables
    FROM int_children__resolved AS c
    LEFT JOIN int_child_ids__received AS r ON c.received_child_key = r.received_child_key
    GROUP BY c.child_key
)

SELECT
    CAST(c.child_key AS VARCHAR) AS child_key,
    CAST(c.la_code AS VARCHAR) AS la_code,
    CAST(COALESCE(p.person_key, c.child_key) AS VARCHAR) AS person_key,
    CAST(d.birth_date AS DATE) AS birth_date,
    CAST(d.expected_birth_date AS DATE) AS expected_birth_date,
    CAST(COALESCE(d.sex, 'Unknown') AS VARCHAR) AS sex,
    CAST(COALESCE(g.ethnic_group, 'Unknown') AS VARCHAR) AS ethnic_group,
    CAST(d.death_date AS DATE) AS death_date,
    CAST(COALESCE(d.is_in_header, FALSE) AS BOOLEAN) AS is_in_header,
    CAST(c.ssda903 = 1 AS BOOLEAN) AS is_in_ssda903,
    CAST(c.cin_census = 1 AS BOOLEAN) AS is_in_cin_census,
    CAST(c.court = 1 AS BOOLEAN) AS is_in_court,
    CAST(c.finance = 1 AS BOOLEAN) AS is_in_finance,
    CAST(c.local_tables = 1 AS BOOLEAN) AS is_in_local,
    CAST(d.as_at_date AS DATE) AS as_at_date
FROM children AS c
LEFT JOIN int_children__latest AS d ON c.child_key = d.child_key
LEFT JOIN int_persons__linked AS p ON c.child_key = p.child_key AND NOT p.is_in_doubt
LEFT JOIN seed_ethnicity AS g ON d.ethnicity_code = g.code
