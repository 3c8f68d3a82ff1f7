/*---
code: "cross_source:upn_differs"
table: ssda903.header
severity: query
message: >-
  The SSDA903 header and the CIN census of the year have different unique pupil numbers of the child. Take the number from
  the school's record for both.
fields: [UPN]
first_year: null
last_year: null
source: >-
  This project. A number that the census tells as the child's former one, and a reason why there is no number, do not differ.
---*/
WITH numbers_in_census AS (
    SELECT
        c.child_key,
        r.collection_year,
        r.upn,
        r.former_upn
    FROM int_child_ids__records AS r
    INNER JOIN int_children__resolved AS c ON r.received_child_key = c.received_child_key
    INNER JOIN int_upns__checked AS u ON r.upn = u.upn
    WHERE r.source = 'cin_census'
)

SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'UPN' AS field,
    h.upn AS value
FROM stg_ssda903__header AS h
INNER JOIN int_upns__checked AS u ON h.upn = u.upn
INNER JOIN int_children__resolved AS c ON h.child_key = c.received_child_key
INNER JOIN numbers_in_census AS n
    ON c.child_key = n.child_key AND h.collection_year = n.collection_year
WHERE h.upn <> n.upn AND h.upn <> COALESCE(n.former_upn, '')
GROUP BY h.row_id, h.la_code, h.collection_year, h.child_key, h.upn
