/*---
code: "SW05STG1"
table: social_worker_episodes
severity: error
message: >-
  The date on which the social worker ended is not a date. Send it as dd/mm/yyyy, with ZZ for a day or
  month and ZZZZ for a year that is not known.
fields: [SW_DEC]
first_year: 2024
last_year: null
source: SSDA903 validation rule SW05STG1
---*/
SELECT
    w.row_id,
    w.la_code,
    w.collection_year,
    w.child_key,
    'SW_DEC' AS field,
    w.end_date_text AS value
FROM stg_ssda903__social_worker_episodes AS w
WHERE
    w.end_date_text IS NOT NULL
    AND w.end_date IS NULL
    AND NOT (
        CONTAINS(UPPER(w.end_date_text), 'ZZ')
        AND REGEXP_MATCHES(
            UPPER(w.end_date_text),
            '^(ZZ|0[1-9]|[12][0-9]|3[01])/(ZZ|0[1-9]|1[0-2])/(ZZZZ|[0-9]{4})$'
        )
    )
