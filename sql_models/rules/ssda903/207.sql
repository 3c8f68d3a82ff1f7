/*---
code: "207"
table: header
severity: error
message: >-
  The girl was a mother by last year's return and is not by this year's. Send 1, or tell the Department
  that last year's return was wrong.
fields: [MOTHER]
first_year: null
last_year: null
needs_previous_year: required
source: SSDA903 validation rule 207
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'MOTHER' AS field,
    h.mother_code AS value
FROM stg_ssda903__header AS h
INNER JOIN stg_ssda903__header AS l
    ON h.la_code = l.la_code AND h.collection_year = l.collection_year + 1 AND h.child_key = l.child_key
WHERE
    l.mother_code = '1'
    AND COALESCE(h.mother_code, '') <> '1'
    -- It is asked of girls looked after other than in short breaks.
    AND EXISTS (
        SELECT 1
        FROM stg_ssda903__episodes AS e
        WHERE
            e.la_code = h.la_code
            AND e.collection_year = h.collection_year
            AND e.child_key = h.child_key
            AND COALESCE(e.legal_status_code, '') NOT IN ('V3', 'V4')
    )
