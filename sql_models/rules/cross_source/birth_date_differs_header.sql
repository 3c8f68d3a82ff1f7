/*---
code: "cross_source:birth_date_differs"
table: ssda903.header
severity: query
message: >-
  The CIN census of the year has another date of birth of the child. Correct the one that is wrong.
fields: [DOB]
first_year: null
last_year: null
source: >-
  This project. What either does not tell, or tells as a text that cannot be read, does not differ.
---*/
WITH told_elsewhere AS (
    SELECT
        c.child_key,
        r.collection_year,
        r.birth_date
    FROM int_child_ids__records AS r
    INNER JOIN int_children__resolved AS c ON r.received_child_key = c.received_child_key
    WHERE r.source = 'cin_census' AND r.birth_date IS NOT NULL
    GROUP BY c.child_key, r.collection_year, r.birth_date
),

own_tellings AS (
    SELECT
        r.row_id,
        c.child_key,
        r.collection_year,
        r.birth_date
    FROM int_child_ids__records AS r
    INNER JOIN int_children__resolved AS c ON r.received_child_key = c.received_child_key
    WHERE r.source = 'ssda903' AND r.birth_date IS NOT NULL
)

SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'DOB' AS field,
    h.birth_date_text AS value
FROM stg_ssda903__header AS h
INNER JOIN own_tellings AS o ON h.row_id = o.row_id
INNER JOIN told_elsewhere AS t
    ON o.child_key = t.child_key AND o.collection_year = t.collection_year
GROUP BY h.row_id, h.la_code, h.collection_year, h.child_key, h.birth_date_text, o.birth_date
HAVING SUM(CASE WHEN t.birth_date = o.birth_date THEN 1 ELSE 0 END) = 0
