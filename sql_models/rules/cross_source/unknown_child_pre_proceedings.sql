/*---
code: "cross_source:unknown_child"
table: court.pre_proceedings
severity: query
message: >-
  No SSDA903 return and no CIN census has this child id, or it is blank. Send the id that the returns have.
fields: [la_child_id]
first_year: null
last_year: null
source: >-
  This project: docs/decisions/0012, how children before the court are linked
---*/
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    t.child_key,
    'la_child_id' AS field,
    t.la_child_id AS value
FROM stg_court__pre_proceedings AS t
LEFT JOIN int_children__resolved AS r ON t.child_key = r.received_child_key
WHERE NOT EXISTS (
    SELECT 1
    FROM int_children__in_returns AS i
    WHERE i.child_key = r.child_key
)
