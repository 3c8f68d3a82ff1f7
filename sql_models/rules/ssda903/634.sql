/*---
code: "634"
tables: [episodes, previous_permanence]
severity: error
message: >-
  Items on an earlier permanence arrangement are sent, but the child has not started to be looked after
  since April 2016, from when they are asked for. Leave them out, or correct the date on which care
  began.
fields: [DECOM, PREV_PERM]
first_year: null
last_year: null
source: SSDA903 validation rule 634
---*/
WITH failing AS (
    SELECT
        e.row_id AS episodes_row_id,
        e.start_date_text AS episodes_value,
        v.row_id AS previous_permanence_row_id,
        v.previous_permanence_code AS previous_permanence_value,
        e.la_code,
        e.collection_year,
        e.child_key
    FROM stg_ssda903__episodes AS e
    INNER JOIN stg_ssda903__previous_permanence AS v
        ON e.la_code = v.la_code AND e.collection_year = v.collection_year AND e.child_key = v.child_key
    WHERE COALESCE(
        v.previous_permanence_code, v.previous_permanence_la_code, v.previous_permanence_date_text
    ) IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM stg_ssda903__episodes AS n
        WHERE
            n.la_code = e.la_code
            AND n.collection_year = e.collection_year
            AND n.child_key = e.child_key
            AND COALESCE(n.start_date >= DATE '2016-04-01', TRUE)
    )
)

SELECT DISTINCT
    f.episodes_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DECOM' AS field,
    f.episodes_value AS value,
    'episodes' AS table_name
FROM failing AS f
UNION ALL
SELECT DISTINCT
    f.previous_permanence_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'PREV_PERM' AS field,
    f.previous_permanence_value AS value,
    'previous_permanence' AS table_name
FROM failing AS f
