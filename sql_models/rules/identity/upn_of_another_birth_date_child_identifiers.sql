/*---
code: "identity:upn_of_another_birth_date"
table: cin_census.child_identifiers
severity: query
message: >-
  Another child of the authority with another date of birth or sex has the same unique pupil number, in this or another year.
  One of the numbers, or one of the records, is not the child's own.
fields: [UPN]
first_year: null
last_year: null
source: >-
  This project. The two are not linked (int_child_ids__linked), and only the authority can say what is wrong.
---*/
WITH tellings AS (
    SELECT
        e.la_code,
        e.upn,
        c.child_key,
        e.birth_date,
        e.sex
    FROM int_child_ids__evidence AS e
    INNER JOIN int_children__resolved AS c ON e.received_child_key = c.received_child_key
),

children_in_contradiction AS (
    SELECT
        t.child_key,
        t.upn
    FROM tellings AS t
    INNER JOIN tellings AS o
        ON
            t.la_code = o.la_code
            AND t.upn = o.upn
            AND t.child_key <> o.child_key
            AND (t.birth_date <> o.birth_date OR t.sex <> o.sex)
    GROUP BY t.child_key, t.upn
)

SELECT
    i.row_id,
    i.la_code,
    i.collection_year,
    i.child_key,
    'UPN' AS field,
    i.upn AS value
FROM stg_cin_census__child_identifiers AS i
INNER JOIN int_children__resolved AS c ON i.child_key = c.received_child_key
INNER JOIN children_in_contradiction AS w ON c.child_key = w.child_key AND i.upn = w.upn
