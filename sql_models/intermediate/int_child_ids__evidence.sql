/*---
description: One row per child id and what would tell the same child under another id, a valid UPN with date of birth and sex.
grain: [received_child_key, upn, birth_date, sex]
columns:
  la_code: Local authority that sent the id.
  upn: Valid unique pupil number, permanent or temporary, the child's own or a former one.
  birth_date: Date of birth told with the number.
  sex: Sex told with the number, Male or Female.
  is_former: Whether the number is told as a former one only.
  is_permanent: Whether the number is a permanent one, which means the same child throughout England.
  last_collection_year: Latest collection year of a row that tells the three together.
source: >-
  Number, date of birth and sex stand in one row, so that one slip elsewhere in a child's rows does not hide the evidence. A
  date of birth and sex alone are no evidence, as twins share both; a number without them may be a slip of another child's.
---*/
WITH numbers_of_records AS (
    SELECT
        r.received_child_key,
        r.la_code,
        r.upn,
        r.birth_date,
        r.sex,
        r.collection_year,
        0 AS former
    FROM int_child_ids__records AS r
    UNION ALL
    SELECT
        r.received_child_key,
        r.la_code,
        r.former_upn AS upn,
        r.birth_date,
        r.sex,
        r.collection_year,
        1 AS former
    FROM int_child_ids__records AS r
)

SELECT
    n.received_child_key,
    CAST(MAX(n.la_code) AS VARCHAR) AS la_code,
    CAST(n.upn AS VARCHAR) AS upn,
    n.birth_date,
    n.sex,
    CAST(MIN(n.former) = 1 AS BOOLEAN) AS is_former,
    CAST(MAX(CASE WHEN u.upn_state = 'Permanent' THEN 1 ELSE 0 END) = 1 AS BOOLEAN) AS is_permanent,
    CAST(MAX(n.collection_year) AS INTEGER) AS last_collection_year
FROM numbers_of_records AS n
INNER JOIN int_upns__checked AS u ON n.upn = u.upn
WHERE u.is_valid AND n.birth_date IS NOT NULL AND n.sex IS NOT NULL
GROUP BY n.received_child_key, n.upn, n.birth_date, n.sex
