/*---
code: "625"
tables: [header, episodes]
severity: error
message: >-
  The first child is said to be born after the year ended, or after the young person ceased to be looked
  after. Correct that date of birth, or the date on which care ceased.
fields: [MC_DOB, DEC]
first_year: null
last_year: null
source: SSDA903 validation rule 625
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'MC_DOB' AS field,
    h.mothers_child_birth_date_text AS value,
    'header' AS table_name
FROM stg_ssda903__header AS h
LEFT JOIN
    int_episodes__in_order AS e
    ON
        h.la_code = e.la_code
        AND h.collection_year = e.collection_year
        AND h.child_key = e.child_key
        AND e.is_last
WHERE
    h.mothers_child_birth_date > MAKE_DATE(h.collection_year, 3, 31)
    OR h.mothers_child_birth_date > e.end_date
UNION ALL
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'DEC' AS field,
    e.end_date_text AS value,
    'episodes' AS table_name
FROM int_episodes__in_order AS e
INNER JOIN
    stg_ssda903__header AS h
    ON e.la_code = h.la_code AND e.collection_year = h.collection_year AND e.child_key = h.child_key
WHERE e.is_last AND h.mothers_child_birth_date > e.end_date
