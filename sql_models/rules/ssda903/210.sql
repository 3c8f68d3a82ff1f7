/*---
code: "210"
tables: [header, episodes]
severity: error
message: >-
  The unique pupil number is sent as not yet known (UN4), but the child has been looked after for more
  than a week at 31 March. Send the number, or another reason.
fields: [UPN, DECOM]
first_year: null
last_year: null
source: SSDA903 validation rule 210
---*/
WITH failing AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.start_date_text,
        h.row_id AS header_row_id,
        h.upn
    FROM stg_ssda903__episodes AS e
    INNER JOIN stg_ssda903__header AS h
        ON e.la_code = h.la_code AND e.collection_year = h.collection_year AND e.child_key = h.child_key
    WHERE
        h.upn = 'UN4'
        AND e.start_date < MAKE_DATE(e.collection_year, 3, 24)
        AND (
            COALESCE(e.end_date, DATE '9999-12-31') > MAKE_DATE(e.collection_year, 3, 31)
            OR EXISTS (
                SELECT 1
                FROM stg_ssda903__episodes AS n
                WHERE
                    n.la_code = e.la_code
                    AND n.collection_year = e.collection_year
                    AND n.child_key = e.child_key
                    AND n.start_date = e.end_date
                    AND n.reason_for_new_episode_code <> 'S'
                    AND COALESCE(n.end_date, DATE '9999-12-31') > MAKE_DATE(n.collection_year, 3, 31)
            )
        )
)

SELECT DISTINCT
    f.header_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'UPN' AS field,
    f.upn AS value,
    'header' AS table_name
FROM failing AS f
UNION ALL
SELECT
    f.row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DECOM' AS field,
    f.start_date_text AS value,
    'episodes' AS table_name
FROM failing AS f
