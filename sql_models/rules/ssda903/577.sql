/*---
code: "577"
table: missing
severity: error
message: >-
  The child ceased to be looked after, but the period of being missing has no end by then. Send the date
  on which it ended, or correct the date on which care ceased.
fields: [MIS_END]
first_year: null
last_year: null
source: SSDA903 validation rule 577
---*/
SELECT
    m.row_id,
    m.la_code,
    m.collection_year,
    m.child_key,
    'MIS_END' AS field,
    m.end_date_text AS value
FROM stg_ssda903__missing AS m
WHERE
    (
        m.end_date_text IS NULL
        AND EXISTS (
            SELECT 1
            FROM int_ends_of_care__returned AS c
            WHERE
                c.la_code = m.la_code
                AND c.collection_year = m.collection_year
                AND c.child_key = m.child_key
                AND c.end_date >= m.start_date
        )
    )
    -- It ended on a day on which the child was not looked after.
    OR (
        m.start_date IS NOT NULL
        AND EXISTS (
            SELECT 1
            FROM int_ends_of_care__returned AS c
            WHERE
                c.la_code = m.la_code
                AND c.collection_year = m.collection_year
                AND c.child_key = m.child_key
                AND m.end_date IS NOT NULL
        )
        AND NOT EXISTS (
            SELECT 1
            FROM stg_ssda903__episodes AS e
            WHERE
                e.la_code = m.la_code AND e.collection_year = m.collection_year AND e.child_key = m.child_key
                AND e.start_date <= m.end_date
                AND COALESCE(e.end_date >= m.end_date, TRUE)
        )
    )
