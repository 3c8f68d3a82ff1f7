/*---
description: One row per child, brother or sister and case in which both are before the family court; each pair in both directions.
grain: [sibling_key]
columns:
  sibling_key: Key of the row, from both children and the case.
  sibling_child_key: Key of the brother or sister.
  care_proceedings_key: Key of the case that both are in.
  evidence: What the relation is taken from.
source: >-
  No return tells of brothers and sisters; the court treats them together. Children of one case are taken for siblings, half
  and step too; children of one household who are not related cannot be told apart from them.
---*/
SELECT
    CAST(
        MD5(c.child_key || '|' || s.child_key || '|' || c.care_proceedings_key) AS VARCHAR
    ) AS sibling_key,
    c.child_key,
    c.la_code,
    CAST(s.child_key AS VARCHAR) AS sibling_child_key,
    c.care_proceedings_key,
    'Same care proceedings' AS evidence
FROM fct_application_child AS c
INNER JOIN fct_application_child AS s
    ON c.care_proceedings_key = s.care_proceedings_key AND c.child_key <> s.child_key
