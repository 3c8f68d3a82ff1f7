/*---
code: "105"
table: header
severity: error
message: >-
  Whether the child is an unaccompanied asylum seeker is not 0 or 1, or is blank in a return that sends
  0 for others. Send 1 or 0.
fields: [UASC]
first_year: null
last_year: null
source: SSDA903 validation rule 105
---*/
SELECT
    h.row_id,
    h.la_code,
    h.collection_year,
    h.child_key,
    'UASC' AS field,
    h.uasc_code AS value
FROM stg_ssda903__header AS h
WHERE
    NOT EXISTS (
        SELECT 1
        FROM seed_ssda903_code AS s
        WHERE s.code_list = 'yes_no' AND s.code = h.uasc_code
    )
    -- CSV files lack the heading, and many an XML sends blanks for 0: there a blank is an answer.
    AND (
        h.uasc_code IS NOT NULL
        OR EXISTS (
            SELECT 1
            FROM stg_ssda903__header AS o
            WHERE o.la_code = h.la_code AND o.collection_year = h.collection_year AND o.uasc_code = '0'
        )
    )
