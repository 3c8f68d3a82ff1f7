/*---
description: One row per child of a return who is an unaccompanied asylum seeker, or was one last year.
grain: [la_code, collection_year, child_key]
columns:
  collection_year: Collection year of the return that the child is one in.
source: >-
  SSDA903: the header or the module of such children, of this year or the last. Of the module of last year it is those
  who stopped being one; the others are in this year's if they still are.
---*/
WITH told AS (
    SELECT
        u.la_code,
        u.collection_year,
        u.child_key
    FROM stg_ssda903__uasc AS u
    UNION ALL
    SELECT
        u.la_code,
        u.collection_year + 1 AS collection_year,
        u.child_key
    FROM stg_ssda903__uasc AS u
    WHERE u.uasc_ceased_date_text IS NOT NULL
    UNION ALL
    SELECT
        h.la_code,
        h.collection_year,
        h.child_key
    FROM stg_ssda903__header AS h
    WHERE h.uasc_code = '1'
    UNION ALL
    SELECT
        h.la_code,
        h.collection_year + 1 AS collection_year,
        h.child_key
    FROM stg_ssda903__header AS h
    WHERE h.uasc_code = '1'
)

SELECT DISTINCT
    t.la_code,
    CAST(t.collection_year AS INTEGER) AS collection_year,
    t.child_key
FROM told AS t
WHERE t.child_key IS NOT NULL
