/*---
code: "707"
table: deprivation_of_liberty
severity: error
message: >-
  The child ceased to be looked after, but the deprivation of liberty has no end by then. Send the date
  on which it ended, or correct the date on which care ceased.
fields: [DOLO_END]
first_year: 2027
last_year: null
source: SSDA903 validation rule 707
---*/
SELECT
    d.row_id,
    d.la_code,
    d.collection_year,
    d.child_key,
    'DOLO_END' AS field,
    d.end_date_text AS value
FROM stg_ssda903__deprivation_of_liberty AS d
WHERE
    (
        d.end_date_text IS NULL
        AND EXISTS (
            SELECT 1
            FROM int_ends_of_care__returned AS c
            WHERE
                c.la_code = d.la_code
                AND c.collection_year = d.collection_year
                AND c.child_key = d.child_key
                AND c.end_date >= d.start_date
        )
    )
    -- It ended on a day on which the child was not looked after.
    OR (
        d.start_date IS NOT NULL
        AND EXISTS (
            SELECT 1
            FROM int_ends_of_care__returned AS c
            WHERE
                c.la_code = d.la_code
                AND c.collection_year = d.collection_year
                AND c.child_key = d.child_key
                AND d.end_date IS NOT NULL
        )
        AND NOT EXISTS (
            SELECT 1
            FROM stg_ssda903__episodes AS e
            WHERE
                e.la_code = d.la_code AND e.collection_year = d.collection_year AND e.child_key = d.child_key
                AND e.start_date <= d.end_date
                AND COALESCE(e.end_date >= d.end_date, TRUE)
        )
    )
