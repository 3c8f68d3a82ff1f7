/*---
code: "cross_source:duplicate_upn"
table: cin_census.child_identifiers
severity: query
message: >-
  Another child id has the same unique pupil number in the return or census of the year. If the two are one child, keep one
  id; if not, one has the other's number.
fields: [UPN]
first_year: null
last_year: null
source: >-
  This project. Ids that are linked as one child, the old id in one source and the new one in the other, are no contradiction.
  Side by side in one return they are not linked (int_child_ids__linked).
---*/
WITH children_by_number AS (
    SELECT
        r.la_code,
        r.collection_year,
        r.upn,
        COUNT(DISTINCT c.child_key) AS children
    FROM int_child_ids__records AS r
    INNER JOIN int_children__resolved AS c ON r.received_child_key = c.received_child_key
    INNER JOIN int_upns__checked AS u ON r.upn = u.upn
    WHERE u.is_valid
    GROUP BY r.la_code, r.collection_year, r.upn
)

SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'UPN' AS field,
    h.upn AS value
FROM stg_cin_census__child_identifiers AS h
INNER JOIN children_by_number AS n
    ON h.la_code = n.la_code AND h.collection_year = n.collection_year AND h.upn = n.upn
WHERE n.children > 1
