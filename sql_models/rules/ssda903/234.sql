/*---
code: "234"
tables: [episodes, header]
severity: error
message: >-
  A child under 10 moved because of being taken into custody (CUSTOD), which happens to nobody younger.
  Correct the reason for the change of placement or the date of birth.
fields: [REASON_PLACE_CHANGE, DOB]
first_year: 2026
last_year: null
source: SSDA903 validation rule 234
---*/
WITH failing AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.reason_for_placement_change_code,
        h.row_id AS header_row_id,
        h.birth_date_text
    FROM stg_ssda903__episodes AS e
    INNER JOIN stg_ssda903__header AS h
        ON e.la_code = h.la_code AND e.collection_year = h.collection_year AND e.child_key = h.child_key
    WHERE
        e.reason_for_placement_change_code = 'CUSTOD'
        AND COALESCE(e.end_date, e.start_date) < h.birth_date + INTERVAL 10 YEAR
)

SELECT
    f.row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'REASON_PLACE_CHANGE' AS field,
    f.reason_for_placement_change_code AS value,
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
