/*---
code: "cross_source:unknown_child"
table: court.court_order
severity: query
message: >-
  No SSDA903 return and no CIN census has this child id, or there is none and the case has no child who is
  known. Send the id that the returns have.
fields: [la_child_id]
first_year: null
last_year: null
source: >-
  This project: docs/decisions/0012, how children before the court are linked
---*/
SELECT DISTINCT
    t.row_id,
    t.la_code,
    t.collection_year,
    t.child_key,
    'la_child_id' AS field,
    t.la_child_id AS value
FROM stg_court__court_order AS t
INNER JOIN int_court_orders__linked AS l ON t.row_id = l.row_id
WHERE l.link_method <> 'Child id' AND (t.child_key IS NOT NULL OR l.child_key IS NULL)
