/*---
code: "cross_source:unknown_child"
table: finance.placement_cost
severity: query
message: >-
  The finance extract pays for a child whose id no SSDA903 return and no CIN census of the local authority has.
  Compare the id with the case system.
fields: [la_child_id]
first_year: null
last_year: null
source: This project. A child is known by any return held, of whatever year; a row without an id is of no known child.
---*/
WITH known_children AS (
    SELECT t.child_key
    FROM stg_ssda903__header AS t
    UNION ALL
    SELECT t.child_key
    FROM stg_ssda903__episodes AS t
    UNION ALL
    SELECT t.child_key
    FROM stg_cin_census__child_identifiers AS t
)

SELECT
    c.row_id,
    c.la_code,
    c.collection_year,
    c.child_key,
    'la_child_id' AS field,
    c.la_child_id AS value
FROM stg_finance__placement_cost AS c
LEFT JOIN int_children__resolved AS r ON c.child_key = r.received_child_key
WHERE
    NOT EXISTS (
        SELECT 1
        FROM known_children AS k
        INNER JOIN int_children__resolved AS o ON k.child_key = o.received_child_key
        WHERE o.child_key = r.child_key
    )
