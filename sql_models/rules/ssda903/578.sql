/*---
code: "578"
table: missing
severity: error
message: >-
  The child went missing on a day on which the child was not looked after, as after care had ceased.
  Correct the date, or the date on which care ceased.
fields: [MIS_START]
first_year: null
last_year: null
source: SSDA903 validation rule 578
---*/
SELECT
    m.row_id,
    m.la_code,
    m.collection_year,
    m.child_key,
    'MIS_START' AS field,
    m.start_date_text AS value
FROM stg_ssda903__missing AS m
WHERE
    m.start_date IS NOT NULL
    AND EXISTS (
        SELECT 1 FROM stg_ssda903__episodes AS o
        WHERE o.la_code = m.la_code AND o.collection_year = m.collection_year AND o.child_key = m.child_key
    )
    AND NOT EXISTS (
        SELECT 1
        FROM stg_ssda903__episodes AS e
        WHERE
            e.la_code = m.la_code AND e.collection_year = m.collection_year AND e.child_key = m.child_key
            AND e.start_date <= m.start_date
            AND COALESCE(e.end_date >= m.start_date, TRUE)
    )
