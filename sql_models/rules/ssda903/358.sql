/*---
code: "358"
tables: [episodes, header]
severity: error
message: >-
  A child under 10 has a legal status of youth justice (J1, J2 or J3), which nobody younger can have.
  Correct the legal status or the date of birth.
fields: [LS, DOB]
first_year: null
last_year: null
source: SSDA903 validation rule 358
---*/
WITH failing AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.legal_status_code,
        h.row_id AS header_row_id,
        h.birth_date_text
    FROM stg_ssda903__episodes AS e
    INNER JOIN stg_ssda903__header AS h
        ON e.la_code = h.la_code AND e.collection_year = h.collection_year AND e.child_key = h.child_key
    WHERE
        e.legal_status_code IN ('J1', 'J2', 'J3')
        AND e.start_date < h.birth_date + INTERVAL 10 YEAR
)

SELECT
    f.row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'LS' AS field,
    f.legal_status_code AS value,
    'episodes' AS table_name
FROM failing AS f
UNION ALL
SELECT DISTINCT
    f.header_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DOB' AS field,
    f.birth_date_text AS value,
    'header' AS table_name
FROM failing AS f
