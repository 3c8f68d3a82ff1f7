/*---
code: "575"
table: missing
severity: error
message: >-
  The placement from which the child went missing has ended, but the period of being missing has no end.
  Send the date on which it ended.
fields: [MIS_END]
first_year: null
last_year: null
source: SSDA903 validation rule 575
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
    m.end_date_text IS NULL
    AND EXISTS (
        SELECT 1
        FROM stg_ssda903__episodes AS e
        WHERE
            e.la_code = m.la_code AND e.collection_year = m.collection_year AND e.child_key = m.child_key
            AND e.end_date > m.start_date
            -- With the legal status alone the placement goes on.
            AND NOT EXISTS (
                SELECT 1
                FROM stg_ssda903__episodes AS n
                WHERE
                    n.la_code = e.la_code
                    AND n.collection_year = e.collection_year
                    AND n.child_key = e.child_key
                    AND n.start_date = e.end_date
                    AND n.reason_for_new_episode_code = 'L'
            )
    )
