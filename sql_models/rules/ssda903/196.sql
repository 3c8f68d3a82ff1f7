/*---
code: "196"
table: oc2
severity: error
message: >-
  The reason for having no strengths and difficulties score is not a code in force in that year. Send
  SDQ1 to SDQ5, or blank where there is a score.
fields: [SDQ_REASON]
first_year: null
last_year: null
source: SSDA903 validation rule 196
---*/
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    'SDQ_REASON' AS field,
    o.sdq_reason_code_text AS value
FROM stg_ssda903__oc2 AS o
WHERE
    o.sdq_reason_code_text IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM seed_ssda903_code AS s
        WHERE
            s.code_list = 'sdq_reason'
            AND s.code = o.sdq_reason_code_text
            AND o.collection_year >= COALESCE(s.first_year, o.collection_year)
            AND o.collection_year <= COALESCE(s.last_year, o.collection_year)
    )
