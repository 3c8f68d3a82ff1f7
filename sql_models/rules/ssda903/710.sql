/*---
code: "710"
tables: [deprivation_of_liberty, episodes]
severity: error
message: >-
  The child has a deprivation of liberty order while in a secure home, with parents, in custody or in
  supported accommodation, which cannot be. Correct the placement type or the dates of the order.
fields: [DOLO_START, PLACE]
first_year: 2027
last_year: null
source: SSDA903 validation rule 710
---*/
WITH failing AS (
    SELECT
        d.row_id AS deprivation_of_liberty_row_id,
        d.start_date_text AS deprivation_of_liberty_value,
        e.row_id AS episodes_row_id,
        e.placement_type_code AS episodes_value,
        d.la_code,
        d.collection_year,
        d.child_key
    FROM stg_ssda903__deprivation_of_liberty AS d
    INNER JOIN stg_ssda903__episodes AS e
        ON d.la_code = e.la_code AND d.collection_year = e.collection_year AND d.child_key = e.child_key
    WHERE
        e.placement_type_code IN ('K1', 'P1', 'R5', 'K3')
        AND d.start_date < COALESCE(e.end_date, DATE '9999-12-31')
        AND COALESCE(d.end_date, DATE '9999-12-31') > e.start_date
)

SELECT DISTINCT
    f.deprivation_of_liberty_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DOLO_START' AS field,
    f.deprivation_of_liberty_value AS value,
    'deprivation_of_liberty' AS table_name
FROM failing AS f
UNION ALL
SELECT DISTINCT
    f.episodes_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'PLACE' AS field,
    f.episodes_value AS value,
    'episodes' AS table_name
FROM failing AS f
