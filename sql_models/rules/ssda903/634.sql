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
WITH children_before AS (
    SELECT
        e.la_code,
        e.collection_year,
        e.child_key
    FROM stg_ssda903__episodes AS e
    GROUP BY e.la_code, e.collection_year, e.child_key
    HAVING COUNT(*) = COUNT(CASE WHEN e.start_date < DATE '2016-04-01' THEN 1 END)
),

failing AS (
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
    INNER JOIN children_before AS b
        ON e.la_code = b.la_code AND e.collection_year = b.collection_year AND e.child_key = b.child_key
    WHERE COALESCE(
        v.previous_permanence_code, v.previous_permanence_la_code, v.previous_permanence_date_text
    ) IS NOT NULL
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
