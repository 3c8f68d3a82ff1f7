/*---
code: "198"
table: oc2
severity: error
message: >-
  A reason for having no strengths and difficulties score is sent of a child who was not looked after
  all through the year to 31 March. Leave it blank, or correct the child's episodes.
fields: [SDQ_REASON]
first_year: null
last_year: null
source: SSDA903 validation rule 198
---*/
WITH looked_after_all_year AS (
    SELECT
        e.la_code,
        e.collection_year,
        e.child_key
    FROM stg_ssda903__episodes AS e
    WHERE e.child_key IS NOT NULL AND COALESCE(e.legal_status_code, '') NOT IN ('V3', 'V4')
    GROUP BY e.la_code, e.collection_year, e.child_key
    HAVING
        -- In care on 1 April, and neither out of care nor into it again by 31 March.
        COUNT(
            CASE
                WHEN
                    e.start_date <= MAKE_DATE(e.collection_year - 1, 4, 1)
                    AND COALESCE(e.end_date, DATE '9999-12-31') > MAKE_DATE(e.collection_year - 1, 4, 1)
                    THEN 1
            END
        ) > 0
        AND COUNT(
            CASE
                WHEN
                    e.start_date > MAKE_DATE(e.collection_year - 1, 4, 1)
                    AND e.start_date <= MAKE_DATE(e.collection_year, 3, 31)
                    AND e.reason_for_new_episode_code = 'S'
                    THEN 1
                WHEN
                    e.end_date > MAKE_DATE(e.collection_year - 1, 4, 1)
                    AND e.end_date <= MAKE_DATE(e.collection_year, 3, 31)
                    AND e.reason_episode_ceased_code <> 'X1'
                    THEN 1
            END
        ) = 0
)

SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    'SDQ_REASON' AS field,
    o.sdq_reason_code AS value
FROM stg_ssda903__oc2 AS o
WHERE
    o.sdq_reason_code IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM looked_after_all_year AS l
        WHERE l.la_code = o.la_code AND l.collection_year = o.collection_year AND l.child_key = o.child_key
    )
