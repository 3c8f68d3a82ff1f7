/*---
code: "501"
table: episodes
severity: error
message: >-
  The episode begins before the child's previous episode ceased, so that the child is in two at once. Mend
  the date on which this one began or the date on which the previous one ceased.
fields: [DECOM]
first_year: null
last_year: null
source: SSDA903 validation rule 501
---*/
WITH preceded_episodes AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.start_date,
        e.start_date_text,
        LAG(e.end_date) OVER (
            PARTITION BY e.la_code, e.collection_year, e.child_key
            ORDER BY e.start_date, COALESCE(e.end_date, DATE '9999-12-31'), e.row_number
        ) AS previous_end_date
    FROM stg_ssda903__episodes AS e
    -- Without a start the order of episodes is not known; rule 141 reports those.
    WHERE e.start_date IS NOT NULL AND e.child_key IS NOT NULL
)

SELECT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    'DECOM' AS field,
    p.start_date_text AS value
FROM preceded_episodes AS p
WHERE p.start_date < p.previous_end_date
