/*---
code: "205A"
table: header
severity: error
message: >-
  The child was an unaccompanied asylum seeker by last year's return and is none by this year's, but the
  status did not cease before this year. Send the status, or correct the date on which it ceased.
fields: [UASC]
first_year: null
last_year: null
needs_previous_year: required
source: SSDA903 validation rule 205A
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
        AND l.uasc_code = '1'
        AND (
            COALESCE(s.uasc_ceased_date, l.uasc_ceased_date) IS NULL
            OR COALESCE(s.uasc_ceased_date, l.uasc_ceased_date) >= MAKE_DATE(s.collection_year - 1, 4, 1)
        )
        -- Of a care leaver who was not looked after this year the status is not asked.
        AND (
            NOT EXISTS (
                SELECT 1
                FROM stg_ssda903__oc3 AS o
                WHERE
                    o.la_code = s.la_code
                    AND o.collection_year = s.collection_year
                    AND o.child_key = s.child_key
            )
            OR EXISTS (
                SELECT 1
                FROM stg_ssda903__episodes AS e
                WHERE
                    e.la_code = s.la_code
                    AND e.collection_year = s.collection_year
                    AND e.child_key = s.child_key
            )
        )
)

SELECT DISTINCT
    f.row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'UASC' AS field,
    f.uasc_code AS value
FROM failing AS f
