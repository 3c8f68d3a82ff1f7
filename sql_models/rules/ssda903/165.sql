/*---
code: "165"
tables: [header, oc3]
severity: error
message: >-
  Whether the child is a mother is not 0 or 1, is sent of a boy, or is blank for a girl who was looked
  after in the year other than in short breaks. Send 1 or 0 for her, and leave it blank for a boy.
fields: [MOTHER]
first_year: null
last_year: null
source: SSDA903 validation rule 165
---*/
WITH failing AS (
    SELECT
        h.row_id,
        h.la_code,
        h.collection_year,
        h.child_key,
        h.mother_code
    FROM stg_ssda903__header AS h
    LEFT JOIN seed_sex AS s ON h.sex_code = s.code
    LEFT JOIN seed_ssda903_code AS c ON h.mother_code = c.code AND c.code_list = 'yes_no'
    WHERE
        (h.mother_code IS NOT NULL AND (c.code IS NULL OR s.label = 'Male'))
        OR (
            h.mother_code IS NULL
            AND s.label = 'Female'
            AND EXISTS (
                SELECT 1
                FROM stg_ssda903__episodes AS e
                WHERE
                    e.la_code = h.la_code
                    AND e.collection_year = h.collection_year
                    AND e.child_key = h.child_key
                    AND COALESCE(e.legal_status_code, '') NOT IN ('V3', 'V4')
                    AND e.start_date <= MAKE_DATE(e.collection_year, 3, 31)
                    AND COALESCE(e.end_date, DATE '9999-12-31') >= MAKE_DATE(e.collection_year - 1, 4, 1)
            )
        )
)

SELECT
    f.row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'MOTHER' AS field,
    f.mother_code AS value,
    'header' AS table_name
FROM failing AS f
UNION ALL
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    'MOTHER' AS field,
    f.mother_code AS value,
    'oc3' AS table_name
FROM stg_ssda903__oc3 AS o
INNER JOIN failing AS f
    ON o.la_code = f.la_code AND o.collection_year = f.collection_year AND o.child_key = f.child_key
