/*---
code: "1001"
table: oc3
severity: query
message: >-
  By the episodes of the years held the young person is no care leaver: not thirteen weeks in care
  since the age of 14, none of it at 16 or over, or adopted. Leave the information on a care leaver out,
  or send the episodes that lack.
fields: [IN_TOUCH]
first_year: null
last_year: null
needs_previous_year: required
source: >-
  SSDA903 validation rule 1001. Nothing is said of someone who was 14 before the first of the returns held, unless they
  tell of care that ended before it, as files with the whole history do.
---*/
WITH episodes_of_two_years AS (
    SELECT
        o.row_id,
        e.start_date,
        -- What is open in one return may have ended by the other.
        COALESCE(MIN(e.end_date), MAKE_DATE(o.collection_year, 3, 31)) AS end_date,
        MAX(CASE WHEN e.reason_episode_ceased_code IN ('E11', 'E12') THEN 1 ELSE 0 END) AS is_adopted,
        MIN(COALESCE(o.birth_date, h.birth_date)) AS birth_date
    FROM stg_ssda903__oc3 AS o
    INNER JOIN
        stg_ssda903__header AS h
        ON o.la_code = h.la_code AND o.collection_year = h.collection_year AND o.child_key = h.child_key
    INNER JOIN stg_ssda903__episodes AS e
        ON
            o.la_code = e.la_code
            AND o.child_key = e.child_key
            AND o.collection_year >= e.collection_year
    WHERE COALESCE(e.legal_status_code, '') NOT IN ('V3', 'V4')
    GROUP BY o.row_id, o.collection_year, e.start_date
),

care_leavers AS (
    SELECT t.row_id
    FROM episodes_of_two_years AS t
    GROUP BY t.row_id
    HAVING
        SUM(
            GREATEST(
                DATE_DIFF(
                    'day', CAST(GREATEST(t.start_date, t.birth_date + INTERVAL 14 YEAR) AS DATE), t.end_date
                ),
                0
            )
        ) >= 91
        AND MAX(CASE WHEN t.end_date > t.birth_date + INTERVAL 16 YEAR THEN 1 ELSE 0 END) = 1
        AND MAX(t.is_adopted) = 0
)

SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    'IN_TOUCH' AS field,
    o.in_touch_code AS value
FROM stg_ssda903__oc3 AS o
WHERE
    NOT EXISTS (
        SELECT 1 FROM care_leavers AS c
        WHERE c.row_id = o.row_id
    )
    -- Someone of 14 before the first return held may have been in care in years that nobody has sent.
    AND NOT EXISTS (
        SELECT 1
        FROM stg_ssda903__header AS h
        INNER JOIN int_returns__unbroken AS u
            ON h.la_code = u.la_code AND h.collection_year = u.collection_year
        WHERE
            h.la_code = o.la_code
            AND h.collection_year = o.collection_year
            AND h.child_key = o.child_key
            AND h.birth_date + INTERVAL 14 YEAR < u.known_from
            AND NOT EXISTS (
                SELECT 1
                FROM stg_ssda903__episodes AS e
                WHERE
                    e.la_code = o.la_code
                    AND e.collection_year <= o.collection_year
                    AND e.child_key = o.child_key
                    AND e.end_date < u.known_from
            )
    )
