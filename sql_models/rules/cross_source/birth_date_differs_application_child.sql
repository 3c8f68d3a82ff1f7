/*---
code: "cross_source:birth_date_differs"
table: court.application_child
severity: query
message: >-
  The SSDA903 header or the CIN census of the year has another date of birth of the child, and neither has this one. Correct
  the one that is wrong.
fields: [birth_date]
first_year: null
last_year: null
source: >-
  This project. Children whom neither return of the year holds, and what cannot be read, are not compared.
---*/
WITH told_elsewhere AS (
    SELECT
        c.child_key,
        r.collection_year,
        r.birth_date
    FROM int_child_ids__records AS r
    INNER JOIN int_children__resolved AS c ON r.received_child_key = c.received_child_key
    WHERE r.source IN ('ssda903', 'cin_census') AND r.birth_date IS NOT NULL
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
    WHERE r.source = 'court' AND r.birth_date IS NOT NULL
)

SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'birth_date' AS field,
    h.birth_date_text AS value
FROM stg_court__application_child AS h
INNER JOIN own_tellings AS o ON h.row_id = o.row_id
INNER JOIN told_elsewhere AS t
    ON o.child_key = t.child_key AND o.collection_year = t.collection_year
GROUP BY h.row_id, h.la_code, h.collection_year, h.child_key, h.birth_date_text, o.birth_date
HAVING SUM(CASE WHEN t.birth_date = o.birth_date THEN 1 ELSE 0 END) = 0
