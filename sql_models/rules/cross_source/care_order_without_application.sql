/*---
code: "cross_source:care_order_without_application"
table: ssda903.episodes
severity: query
message: >-
  The child came under a care order in a year of the court tracker, and the tracker has no application about the child. Add
  the application, or compare legal status and child id.
fields: [LS]
first_year: null
last_year: null
source: >-
  This project. The first episode of a child under an interim or full care order (seed_legal_status), if it begins with the
  order or with coming into care. A tracker holds every case that was open in its year, so it is asked about orders from
  the first day of the first year for which it was sent. Nothing is said of a year for which no tracker is held.
---*/
WITH tracked_years AS (
    SELECT
        s.la_code,
        s.collection_year,
        MIN(s.collection_year) OVER (PARTITION BY s.la_code) AS first_year
    FROM stg_intake__submissions AS s
    WHERE s.source = 'court' AND s.table_name = 'application_child'
),

under_care_order AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.legal_status_code,
        e.start_date,
        COALESCE(n.is_new_legal_status, FALSE) AS is_new_legal_status,
        r.child_key AS known_child_key,
        MIN(e.start_date) OVER (PARTITION BY r.child_key) AS first_order_date
    FROM stg_ssda903__episodes AS e
    INNER JOIN int_children__resolved AS r ON e.child_key = r.received_child_key
    INNER JOIN seed_legal_status AS l ON e.legal_status_code = l.code AND l.is_care_order
    LEFT JOIN seed_reason_for_new_episode AS n ON e.reason_for_new_episode_code = n.code
)

SELECT
    u.row_id,
    u.la_code,
    u.collection_year,
    u.child_key,
    'LS' AS field,
    u.legal_status_code AS value
FROM under_care_order AS u
WHERE
    u.start_date = u.first_order_date
    -- Else the order is older than the episode, and than the returns held.
    AND u.is_new_legal_status
    AND EXISTS (
        SELECT 1
        FROM tracked_years AS y
        WHERE
            y.la_code = u.la_code
            AND y.collection_year = u.collection_year
            AND u.first_order_date >= MAKE_DATE(CAST(y.first_year - 1 AS INTEGER), 4, 1)
    )
    AND NOT EXISTS (
        SELECT 1
        FROM int_application_children__linked AS c
        WHERE c.child_key = u.known_child_key
    )
