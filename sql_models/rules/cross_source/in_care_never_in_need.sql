/*---
code: "cross_source:in_care_never_in_need"
table: ssda903.episodes
severity: query
message: >-
  The child was looked after in the year, but is not in the CIN census of that year, in which every child looked after
  belongs. Send the child in the census, or the same child id or UPN in both.
fields: [CHILD]
first_year: null
last_year: null
source: >-
  This project. The CIN census holds all children in need of a year, those looked after among them. Of years without a
  census nothing is said; the child's first episode of the return stands for all.
---*/
WITH returned AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.la_child_id,
        c.child_key AS person_key,
        ROW_NUMBER() OVER (
            PARTITION BY e.la_code, e.collection_year, e.child_key ORDER BY e.row_number
        ) AS episode_number
    FROM stg_ssda903__episodes AS e
    INNER JOIN int_children__resolved AS c ON e.child_key = c.received_child_key
),

in_census AS (
    SELECT DISTINCT
        i.la_code,
        i.collection_year,
        c.child_key AS person_key
    FROM stg_cin_census__child_identifiers AS i
    INNER JOIN int_children__resolved AS c ON i.child_key = c.received_child_key
)

SELECT
    r.row_id,
    r.la_code,
    r.collection_year,
    r.child_key,
    'CHILD' AS field,
    r.la_child_id AS value
FROM returned AS r
WHERE
    r.episode_number = 1
    AND EXISTS (
        SELECT 1
        FROM in_census AS i
        WHERE i.la_code = r.la_code AND i.collection_year = r.collection_year
    )
    AND NOT EXISTS (
        SELECT 1
        FROM in_census AS i
        WHERE i.la_code = r.la_code AND i.collection_year = r.collection_year AND i.person_key = r.person_key
    )
