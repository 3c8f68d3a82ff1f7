/*---
code: "545"
table: oc2
severity: error
message: >-
  The child is under 5 on 31 March and was looked after for the whole year, but whether health checks
  are up to date is blank. Send 1 or 0, or correct the date of birth.
fields: [HEALTH_CHECK]
first_year: null
last_year: null
source: SSDA903 validation rule 545
---*/
WITH continuously_looked_after AS (
    SELECT
        e.la_code,
        e.collection_year,
        e.child_key
    FROM stg_ssda903__episodes AS e
    -- Short breaks do not count towards twelve months of care.
    WHERE COALESCE(e.legal_status_code, '') NOT IN ('V3', 'V4')
    GROUP BY e.la_code, e.collection_year, e.child_key
    HAVING
        MIN(e.start_date) <= MAKE_DATE(e.collection_year - 1, 4, 1)
        AND COUNT(
            CASE
                WHEN
                    e.end_date <= MAKE_DATE(e.collection_year, 3, 31)
                    AND COALESCE(e.reason_episode_ceased_code, '') <> 'X1' THEN 1
            END
        ) = 0
        AND COUNT(
            CASE
                WHEN
                    e.reason_for_new_episode_code = 'S'
                    AND e.start_date > MAKE_DATE(e.collection_year - 1, 4, 1)
                    THEN 1
            END
        ) = 0
)

SELECT
    x.row_id,
    x.la_code,
    x.collection_year,
    x.child_key,
    'HEALTH_CHECK' AS field,
    x.is_health_checked_text AS value
FROM stg_ssda903__oc2 AS x
INNER JOIN
    continuously_looked_after AS c
    ON x.la_code = c.la_code AND x.collection_year = c.collection_year AND x.child_key = c.child_key
WHERE
    x.is_health_checked_text IS NULL AND x.birth_date + INTERVAL 5 YEAR > MAKE_DATE(x.collection_year, 3, 31)
