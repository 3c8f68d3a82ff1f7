/*---
code: "377"
table: episodes
severity: error
message: >-
  The child has more than two temporary placements while the foster carer is on holiday (T3) in twelve
  months. Correct the placement types; two are allowed.
fields: [PLACE]
first_year: null
last_year: null
source: SSDA903 validation rule 377
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'PLACE' AS field,
    e.placement_type_code AS value
FROM stg_ssda903__episodes AS e
WHERE
    e.placement_type_code = 'T3'
    AND EXISTS (
        SELECT 1
        FROM stg_ssda903__episodes AS f
        INNER JOIN stg_ssda903__episodes AS n
            ON
                f.la_code = n.la_code
                AND f.collection_year = n.collection_year
                AND f.child_key = n.child_key
                AND f.start_date <= n.start_date
                AND f.start_date + INTERVAL 12 MONTH > n.start_date
        WHERE
            f.la_code = e.la_code
            AND f.collection_year = e.collection_year
            AND f.child_key = e.child_key
            AND f.placement_type_code = 'T3'
            AND n.placement_type_code = 'T3'
            AND e.start_date >= f.start_date
            AND e.start_date < f.start_date + INTERVAL 12 MONTH
        GROUP BY f.row_id
        HAVING COUNT(*) > 2
    )
