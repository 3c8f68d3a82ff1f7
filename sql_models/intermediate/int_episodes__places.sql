/*---
description: One row per episode as returned, with where its placement is and how far from home.
grain: [row_id]
columns:
  row_id: File and data row of the episode.
  placement_la_code: >-
    Authority that the placement lies in, as the return states it, else that of the postcode: its newest code in
    England, WAL, SCO or NIR elsewhere in the United Kingdom; NULL when not known.
  placement_location_code: IN the authority that makes the return or OUT of it, as stated, else by the postcode.
  distance_miles: Miles from home in a straight line, as stated, else by the postcodes; NULL when not known.
  own_la_code: Newest code of the authority that makes the return; NULL when nobody says which it is.
  has_la: Whether the return states the authority of any placement, or a directory of postcodes is held.
  has_location: Whether the return states the location of any placement, or a directory of postcodes is held.
  has_distance: Whether the return states any distance, or a directory of postcodes is held.
source: >-
  SSDA903: the department works these out from the postcodes, and the files of some systems state them. Decision: a return
  that states one for any episode is taken at its word for all; where neither it nor a directory tells, rules have
  nothing to judge.
---*/
WITH returns AS (
    SELECT
        e.la_code,
        e.collection_year,
        COUNT(e.placement_la_code) > 0 AS states_la,
        COUNT(e.placement_location_code) > 0 AS states_location,
        COUNT(e.placement_distance_miles_text) > 0 AS states_distance
    FROM stg_ssda903__episodes AS e
    GROUP BY e.la_code, e.collection_year
),

directory AS (
    SELECT COUNT(*) > 0 AS is_held
    FROM int_postcodes__located
),

-- A renumbered authority has one DfE number and several codes: the newest stands for all, and for the number.
newest_codes AS (
    SELECT
        a.dfe_la_code,
        MAX_BY(a.la_code, a.valid_from) AS la_code
    FROM seed_local_authority AS a
    GROUP BY a.dfe_la_code
),

authorities AS (
    SELECT
        a.la_code AS stated_code,
        n.la_code
    FROM seed_local_authority AS a
    INNER JOIN newest_codes AS n ON a.dfe_la_code = n.dfe_la_code
    UNION ALL
    SELECT
        n.dfe_la_code AS stated_code,
        n.la_code
    FROM newest_codes AS n
),

placed AS (
    SELECT
        e.*,
        -- Who validates a file may not have said of whom it is.
        COALESCE(o.la_code, NULLIF(UPPER(e.la_code), 'UNKNOWN')) AS own_la_code,
        COALESCE(s.la_code, e.placement_la_code) AS stated_la_code,
        CASE
            WHEN p.la_code LIKE 'W%' THEN 'WAL'
            WHEN p.la_code LIKE 'S%' THEN 'SCO'
            WHEN p.la_code LIKE 'N%' THEN 'NIR'
            ELSE p.la_code
        END AS worked_out_la_code,
        -- Metres on the grid as miles.
        ROUND(SQRT(CAST(
            POWER(h.easting - p.easting, 2) + POWER(h.northing - p.northing, 2) AS DOUBLE
        )) / 1609.3, 1) AS worked_out_miles
    FROM stg_ssda903__episodes AS e
    LEFT JOIN authorities AS o ON e.la_code = o.stated_code
    LEFT JOIN authorities AS s ON e.placement_la_code = s.stated_code
    LEFT JOIN int_postcodes__located AS p ON REPLACE(e.placement_postcode, ' ', '') = p.postcode
    LEFT JOIN int_postcodes__located AS h ON REPLACE(e.home_postcode, ' ', '') = h.postcode
)

SELECT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    CAST(
        CASE WHEN r.states_la THEN p.stated_la_code ELSE p.worked_out_la_code END AS VARCHAR
    ) AS placement_la_code,
    CAST(
        CASE
            WHEN r.states_location THEN p.placement_location_code
            WHEN p.worked_out_la_code = p.own_la_code THEN 'IN'
            WHEN p.worked_out_la_code <> p.own_la_code THEN 'OUT'
        END AS VARCHAR
    ) AS placement_location_code,
    CAST(
        CASE
            WHEN r.states_distance THEN CAST(p.placement_distance_miles AS DOUBLE) ELSE p.worked_out_miles
        END AS DOUBLE
    ) AS distance_miles,
    CAST(p.own_la_code AS VARCHAR) AS own_la_code,
    CAST(r.states_la OR d.is_held AS BOOLEAN) AS has_la,
    CAST(r.states_location OR d.is_held AS BOOLEAN) AS has_location,
    CAST(r.states_distance OR d.is_held AS BOOLEAN) AS has_distance
FROM placed AS p
INNER JOIN returns AS r ON p.la_code = r.la_code AND p.collection_year = r.collection_year
CROSS JOIN directory AS d
