/*---
code: "574"
table: missing
severity: error
message: >-
  A period of being missing begins while the previous one of the child is still open or goes on. Send
  the end of the previous one, or correct either date.
fields: [MIS_START]
first_year: null
last_year: null
source: SSDA903 validation rule 574
---*/
WITH preceded_periods AS (
    SELECT
        m.row_id,
        m.la_code,
        m.collection_year,
        m.child_key,
        m.start_date,
        m.start_date_text,
        LAG(m.row_id) OVER rows_of_child AS previous_row_id,
        LAG(m.end_date) OVER rows_of_child AS previous_end_date
    FROM stg_ssda903__missing AS m
    WHERE m.start_date IS NOT NULL AND m.child_key IS NOT NULL
    WINDOW
        rows_of_child AS (
            PARTITION BY m.la_code, m.collection_year, m.child_key
            ORDER BY m.start_date, COALESCE(m.end_date, DATE '9999-12-31'), m.row_number
        )
)

SELECT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    'MIS_START' AS field,
    p.start_date_text AS value
FROM preceded_periods AS p
WHERE p.previous_row_id IS NOT NULL AND COALESCE(p.previous_end_date > p.start_date, TRUE)
