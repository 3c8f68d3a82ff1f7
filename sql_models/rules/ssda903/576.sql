/*---
code: "576"
tables: [missing, header]
severity: error
message: >-
  A period of being missing was open at the end of last year, but this year has none that began on that
  day. Send it with its end, or correct the date on which it began.
fields: [MIS_START, CHILD]
first_year: null
last_year: null
needs_previous_year: required
source: SSDA903 validation rule 576
---*/
WITH open_last_year AS (
    SELECT
        l.la_code,
        l.collection_year + 1 AS collection_year,
        l.child_key
    FROM stg_ssda903__missing AS l
    WHERE
        l.start_date IS NOT NULL
        AND l.end_date_text IS NULL
        AND NOT EXISTS (
            SELECT 1
            FROM stg_ssda903__missing AS n
            WHERE
                n.la_code = l.la_code
                AND n.collection_year = l.collection_year + 1
                AND n.child_key = l.child_key
                AND n.start_date = l.start_date
        )
),

first_rows AS (
    SELECT
        n.row_id,
        n.la_code,
        n.collection_year,
        n.child_key,
        n.start_date_text,
        ROW_NUMBER()
            OVER (PARTITION BY n.la_code, n.collection_year, n.child_key ORDER BY n.start_date, n.row_number)
            AS number_of_row
    FROM stg_ssda903__missing AS n
)

SELECT DISTINCT
    f.row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'MIS_START' AS field,
    f.start_date_text AS value,
    'missing' AS table_name
FROM first_rows AS f
INNER JOIN
    open_last_year AS o
    ON f.la_code = o.la_code AND f.collection_year = o.collection_year AND f.child_key = o.child_key
WHERE f.number_of_row = 1
UNION ALL
-- A child without any such row this year is told in the header.
SELECT DISTINCT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'CHILD' AS field,
    CAST(NULL AS VARCHAR) AS value,
    'header' AS table_name
FROM stg_ssda903__header AS h
INNER JOIN
    open_last_year AS o
    ON h.la_code = o.la_code AND h.collection_year = o.collection_year AND h.child_key = o.child_key
WHERE
    NOT EXISTS (
        SELECT 1 FROM first_rows AS f
        WHERE f.la_code = h.la_code AND f.collection_year = h.collection_year AND f.child_key = h.child_key
    )
