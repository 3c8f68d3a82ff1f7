/*---
description: One row per child id that a local authority has sent, with the child that it stands for and why.
grain: [received_child_key]
columns:
  link_method: 'Own id (the child goes by this id), UPN or Former UPN (an earlier id, joined by it to the child).'
  evidence: In words, what the link rests on, or why an id that shares a UPN is not linked; NULL when no other id is like it.
  evidence_collection_year: Latest collection year in which the id tells the evidence; NULL when no other id is like it.
  is_in_doubt: Whether the id shares UPN, date of birth and sex with another id of the same return, so that it is not linked.
  first_collection_year: First collection year in which any source holds the id.
  last_collection_year: Last collection year in which any source holds the id.
source: >-
  Nothing is merged silently. An id is linked by valid UPN or former UPN together with date of birth and sex, never by date of
  birth and sex alone (int_child_ids__linked).
---*/
WITH years_of_ids AS (
    SELECT
        r.received_child_key,
        MIN(r.collection_year) AS first_collection_year,
        MAX(r.collection_year) AS last_collection_year
    FROM int_child_ids__received AS r
    GROUP BY r.received_child_key
)

SELECT
    c.received_child_key,
    c.child_key,
    c.la_code,
    CAST(CASE
        WHEN c.received_child_key = c.child_key THEN 'Own id'
        WHEN l.is_by_own_upn THEN 'UPN'
        ELSE 'Former UPN'
    END AS VARCHAR) AS link_method,
    CAST(CASE
        WHEN l.is_side_by_side
            THEN 'Same UPN, date of birth and sex as another id of the same return: not linked'
        WHEN l.is_by_own_upn THEN 'Same UPN, date of birth and sex as another id'
        WHEN l.received_child_key IS NOT NULL
            THEN 'Former UPN of one is the UPN of the other, same date of birth and sex'
    END AS VARCHAR) AS evidence,
    l.evidence_collection_year,
    CAST(COALESCE(l.is_side_by_side, FALSE) AS BOOLEAN) AS is_in_doubt,
    CAST(y.first_collection_year AS INTEGER) AS first_collection_year,
    CAST(y.last_collection_year AS INTEGER) AS last_collection_year
FROM int_children__resolved AS c
INNER JOIN years_of_ids AS y ON c.received_child_key = y.received_child_key
LEFT JOIN int_child_ids__linked AS l ON c.received_child_key = l.received_child_key
