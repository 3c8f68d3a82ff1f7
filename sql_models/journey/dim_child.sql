/*---
description: One row per child in a header or with an episode, as the latest return tells it.
grain: [child_key]
columns:
  child_key: Pseudonymous key of the child.
  la_code: Local authority that looks after the child.
  birth_date: Date of birth; NULL when no header of the child has one that can be read.
  sex: Male, Female or Unknown.
  ethnic_group: Ethnic group as publications band it; Unknown when the code is not in the list.
  is_in_header: Whether any return has a header row for the child.
---*/
WITH children_with_episodes AS (
    SELECT
        e.child_key,
        MAX(e.la_code) AS la_code
    FROM int_episodes__in_force AS e
    GROUP BY e.child_key
),

children AS (
    SELECT
        COALESCE(h.child_key, e.child_key) AS child_key,
        COALESCE(h.la_code, e.la_code) AS la_code,
        h.birth_date,
        h.sex_code,
        h.ethnicity_code,
        h.child_key IS NOT NULL AS is_in_header
    FROM int_children__latest_header AS h
    FULL OUTER JOIN children_with_episodes AS e ON h.child_key = e.child_key
)

SELECT
    CAST(c.child_key AS VARCHAR) AS child_key,
    CAST(c.la_code AS VARCHAR) AS la_code,
    CAST(c.birth_date AS DATE) AS birth_date,
    CAST(COALESCE(s.label, 'Unknown') AS VARCHAR) AS sex,
    CAST(COALESCE(g.ethnic_group, 'Unknown') AS VARCHAR) AS ethnic_group,
    CAST(c.is_in_header AS BOOLEAN) AS is_in_header
FROM children AS c
LEFT JOIN seed_sex AS s ON c.sex_code = s.code
LEFT JOIN seed_ethnicity AS g ON c.ethnicity_code = g.code
