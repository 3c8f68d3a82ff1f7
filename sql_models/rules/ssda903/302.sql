/*---
code: "302"
tables: [episodes, header]
severity: error
message: >-
  The child's first episode begins before the child was born. Correct the date on which it began or the
  date of birth.
fields: [DECOM, DOB]
first_year: null
last_year: null
source: SSDA903 validation rule 302
---*/
WITH failing AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.start_date_text,
        h.row_id AS header_row_id,
        h.birth_date_text
    FROM int_episodes__in_order AS e
    INNER JOIN stg_ssda903__header AS h
        ON e.la_code = h.la_code AND e.collection_year = h.collection_year AND e.child_key = h.child_key
    WHERE e.is_first AND e.start_date < h.birth_date
)

SELECT
    f.row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DECOM' AS field,
    f.start_date_text AS value,
    'episodes' AS table_name
FROM failing AS f
UNION ALL
SELECT
    f.header_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DOB' AS field,
    f.birth_date_text AS value,
    'header' AS table_name
FROM failing AS f
