/*---
code: "205C"
tables: [header, uasc]
severity: error
message: >-
  The child is no unaccompanied asylum seeker by this year's return or last year's, but a date on which
  the status ceased is sent. Leave the date blank, or send the status.
fields: [UASC, DUC]
first_year: null
last_year: null
needs_previous_year: required
source: SSDA903 validation rule 205C
---*/
WITH statuses AS (
    SELECT
        h.row_id,
        h.la_code,
        h.collection_year,
        h.child_key,
        COALESCE(h.uasc_code, CASE WHEN u.row_id IS NOT NULL THEN '1' ELSE '0' END) AS uasc_code,
        u.row_id AS uasc_row_id,
        u.uasc_ceased_date,
        u.uasc_ceased_date_text
    FROM stg_ssda903__header AS h
    LEFT JOIN stg_ssda903__uasc AS u
        ON h.la_code = u.la_code AND h.collection_year = u.collection_year AND h.child_key = u.child_key
),

failing AS (
    SELECT
        s.row_id,
        s.la_code,
        s.collection_year,
        s.child_key,
        s.uasc_code,
        s.uasc_row_id,
        s.uasc_ceased_date_text
    FROM statuses AS s
    INNER JOIN statuses AS l
        ON s.la_code = l.la_code AND s.collection_year = l.collection_year + 1 AND s.child_key = l.child_key
    WHERE
        s.uasc_code = '0'
        AND l.uasc_code = '0'
        AND (s.uasc_ceased_date_text IS NOT NULL OR l.uasc_ceased_date_text IS NOT NULL)
)

SELECT DISTINCT
    f.row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'UASC' AS field,
    f.uasc_code AS value,
    'header' AS table_name
FROM failing AS f
UNION ALL
SELECT
    f.uasc_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DUC' AS field,
    f.uasc_ceased_date_text AS value,
    'uasc' AS table_name
FROM failing AS f
WHERE f.uasc_row_id IS NOT NULL
