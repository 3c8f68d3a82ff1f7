/*---
code: "303"
tables: [uasc, header]
severity: error
message: >-
  A date on which the status of an unaccompanied asylum-seeking child ceases is sent, but the child is
  not said to be one. Send 1 for the status, or leave the date blank.
fields: [DUC, UASC]
first_year: null
last_year: null
source: SSDA903 validation rule 303
---*/
WITH failing AS (
    SELECT
        u.row_id,
        u.la_code,
        u.collection_year,
        u.child_key,
        u.uasc_ceased_date_text,
        h.row_id AS header_row_id,
        h.uasc_code
    FROM stg_ssda903__uasc AS u
    INNER JOIN stg_ssda903__header AS h
        ON u.la_code = h.la_code AND u.collection_year = h.collection_year AND u.child_key = h.child_key
    WHERE
        u.uasc_ceased_date_text IS NOT NULL
        AND COALESCE(h.uasc_code, '0') <> '1'
        -- CSV files lack the flag: there the row of the child says so itself.
        AND EXISTS (
            SELECT 1
            FROM stg_ssda903__header AS o
            WHERE o.la_code = h.la_code AND o.collection_year = h.collection_year AND o.uasc_code IS NOT NULL
        )
)

SELECT
    f.row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DUC' AS field,
    f.uasc_ceased_date_text AS value,
    'uasc' AS table_name
FROM failing AS f
UNION ALL
SELECT DISTINCT
    f.header_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'UASC' AS field,
    f.uasc_code AS value,
    'header' AS table_name
FROM failing AS f
