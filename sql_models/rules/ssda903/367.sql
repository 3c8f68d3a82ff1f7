/*---
code: "367"
table: episodes
severity: error
message: >-
  The child's single short breaks (V3) of the year add up to more than 75 days. Correct their dates or
  their legal status; more is no short break.
fields: [DEC]
first_year: null
last_year: null
source: >-
  SSDA903 validation rule 367. Days of the collection year stand for those of any twelve months, of
  which one return knows no more.
---*/
WITH breaks AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.end_date_text,
        DATE_DIFF(
            'day',
            GREATEST(e.start_date, MAKE_DATE(e.collection_year - 1, 4, 1)),
            COALESCE(e.end_date, MAKE_DATE(e.collection_year, 3, 31))
        ) AS days
    FROM stg_ssda903__episodes AS e
    WHERE e.legal_status_code = 'V3' AND e.start_date IS NOT NULL AND e.child_key IS NOT NULL
),

added AS (
    SELECT
        b.*,
        SUM(b.days) OVER (PARTITION BY b.la_code, b.collection_year, b.child_key) AS days_in_year
    FROM breaks AS b
    WHERE b.days > 0
)

SELECT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    'DEC' AS field,
    a.end_date_text AS value
FROM added AS a
WHERE a.days_in_year > 75
