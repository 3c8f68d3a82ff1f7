/*---
code: "632"
table: previous_permanence
severity: error
message: >-
  The date of the earlier permanence order is not a date, or is after the child started to be looked
  after. Send it as dd/mm/yyyy, with ZZ for a day or month and ZZZZ for a year that is not known.
fields: [DATE_PERM]
first_year: null
last_year: null
source: SSDA903 validation rule 632
---*/
WITH dated_orders AS (
    SELECT
        v.*,
        COALESCE(
            v.previous_permanence_date,
            CAST(
                TRY_STRPTIME(
                    REPLACE(UPPER(v.previous_permanence_date_text), 'ZZ', '01'), ['%d/%m/%Y']
                ) AS DATE
            )
        ) AS earliest_date
    FROM stg_ssda903__previous_permanence AS v
    WHERE v.previous_permanence_date_text IS NOT NULL
)

SELECT
    v.row_id,
    v.la_code,
    v.collection_year,
    v.child_key,
    'DATE_PERM' AS field,
    v.previous_permanence_date_text AS value
FROM dated_orders AS v
WHERE
    (v.earliest_date IS NULL AND UPPER(v.previous_permanence_date_text) <> 'ZZ/ZZ/ZZZZ')
    OR (
        NOT CONTAINS(UPPER(v.previous_permanence_date_text), 'ZZZZ')
        AND EXISTS (
            SELECT 1
            FROM stg_ssda903__episodes AS e
            WHERE
                e.la_code = v.la_code
                AND e.collection_year = v.collection_year
                AND e.child_key = v.child_key
                AND e.reason_for_new_episode_code = 'S'
                AND v.earliest_date > e.start_date
        )
    )
