/*---
code: "705"
table: deprivation_of_liberty
severity: error
message: >-
  A deprivation of liberty begins while the previous one of the child is still open or goes on. Send the
  end of the previous one, or correct either date.
fields: [DOLO_START]
first_year: 2027
last_year: null
source: SSDA903 validation rule 705
---*/
WITH preceded_orders AS (
    SELECT
        d.row_id,
        d.la_code,
        d.collection_year,
        d.child_key,
        d.start_date,
        d.start_date_text,
        LAG(d.row_id) OVER rows_of_child AS previous_row_id,
        LAG(d.end_date) OVER rows_of_child AS previous_end_date
    FROM stg_ssda903__deprivation_of_liberty AS d
    WHERE d.start_date IS NOT NULL AND d.child_key IS NOT NULL
    WINDOW
        rows_of_child AS (
            PARTITION BY d.la_code, d.collection_year, d.child_key
            ORDER BY d.start_date, COALESCE(d.end_date, DATE '9999-12-31'), d.row_number
        )
)

SELECT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    'DOLO_START' AS field,
    p.start_date_text AS value
FROM preceded_orders AS p
WHERE p.previous_row_id IS NOT NULL AND COALESCE(p.previous_end_date > p.start_date, TRUE)
