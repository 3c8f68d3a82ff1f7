/*---
code: "cross_source:sex_differs"
table: ssda903.header
severity: query
message: >-
  The CIN census of the year has another sex of the child. Correct the one that is wrong.
fields: [SEX]
first_year: null
last_year: null
source: >-
  This project. What either does not tell, or tells as a text that cannot be read, does not differ.
---*/
WITH told_elsewhere AS (
    SELECT
        c.child_key,
        r.collection_year,
        r.sex
    FROM int_child_ids__records AS r
    INNER JOIN int_children__resolved AS c ON r.received_child_key = c.received_child_key
    WHERE r.source = 'cin_census' AND r.sex IS NOT NULL
    GROUP BY c.child_key, r.collection_year, r.sex
),

own_tellings AS (
    SELECT
        r.row_id,
        c.child_key,
        r.collection_year,
        r.sex
    FROM int_child_ids__records AS r
    INNER JOIN int_children__resolved AS c ON r.received_child_key = c.received_child_key
    WHERE r.source = 'ssda903' AND r.sex IS NOT NULL
)

SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'SEX' AS field,
    h.sex_code AS value
FROM stg_ssda903__header AS h
INNER JOIN own_tellings AS o ON h.row_id = o.row_id
INNER JOIN told_elsewhere AS t
    ON o.child_key = t.child_key AND o.collection_year = t.collection_year
GROUP BY h.row_id, h.la_code, h.collection_year, h.child_key, h.sex_code, o.sex
HAVING SUM(CASE WHEN t.sex = o.sex THEN 1 ELSE 0 END) = 0
