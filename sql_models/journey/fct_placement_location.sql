/*---
description: One row per placement with where it is and how far from the child's home.
grain: [placement_key]
columns:
  home_la_code: Authority that the child's home lies in; NULL when it is not known.
  placement_la_code: Authority that the placement lies in, under its newest code; outside England the ONS code of the council; NULL when it is not known.
  location_source: What tells where the placement is; Placement postcode, Postcode of the home, Authority of the home (for a children's home without a known postcode), or Unknown.
  is_in_area: Whether the placement lies in the authority that looks after the child; NULL when it is not known.
  boundary: Inside or Outside that authority, or Unknown.
  distance_miles: Straight line from home to placement in miles, to one decimal; NULL when either is not known.
  distance_band: Band of that distance; Unknown when it is not known.
  location_group: Boundary and distance in one, as DfE publishes them; Unknown when either is not known.
source: >-
  DfE children looked after, placements by distance and locality; SSDA903 guide, PL_DISTANCE and PL_LOCATION: straight
  line between the two postcodes in miles (1,609.344 m), inside is against the authority responsible, not the one of
  the home. DfE counts all children looked after (82,170 of 82,170 on 31 March 2022, those placed with parents or for
  adoption among them); a distance that a return must not have (unaccompanied children whose home is abroad, short
  breaks) is not known, so no placement is left out here either. A URN tells the place of a children's home alone: the
  carers of an agency live elsewhere. A former authority's area is that of its successors; where a directory still
  has a predecessor's code, whose area may be larger, it is not known. A placement is where its last episode with a
  postcode is, from the home that episode has.
---*/
WITH episodes_of_placements AS (
    SELECT
        p.placement_key,
        e.start_date,
        REPLACE(e.home_postcode, ' ', '') AS home_postcode,
        REPLACE(e.placement_postcode, ' ', '') AS placement_postcode,
        e.placement_urn
    FROM fct_placement_episode AS p
    INNER JOIN int_episodes__in_force AS e ON p.child_key = e.child_key AND p.start_date = e.start_date
),

told_placements AS (
    SELECT
        e.placement_key,
        MAX_BY(e.home_postcode, CASE WHEN e.home_postcode IS NOT NULL THEN e.start_date END) AS home_postcode,
        MAX_BY(e.placement_postcode, CASE WHEN e.placement_postcode IS NOT NULL THEN e.start_date END)
            AS placement_postcode,
        MAX_BY(e.placement_urn, CASE WHEN e.placement_urn IS NOT NULL THEN e.start_date END) AS placement_urn
    FROM episodes_of_placements AS e
    GROUP BY e.placement_key
),

located_placements AS (
    SELECT
        t.placement_key,
        home.la_code AS home_la_code,
        COALESCE(placed.la_code, at_setting.la_code, s.setting_la_code) AS placement_la_code,
        CASE
            WHEN placed.la_code IS NOT NULL THEN 'Placement postcode'
            WHEN at_setting.la_code IS NOT NULL THEN 'Postcode of the home'
            WHEN s.setting_la_code IS NOT NULL THEN 'Authority of the home'
            ELSE 'Unknown'
        END AS location_source,
        COALESCE(placed.easting, at_setting.easting) - home.easting AS metres_east,
        COALESCE(placed.northing, at_setting.northing) - home.northing AS metres_north
    FROM told_placements AS t
    LEFT JOIN int_postcodes__located AS home ON t.home_postcode = home.postcode
    LEFT JOIN int_postcodes__located AS placed ON t.placement_postcode = placed.postcode
    LEFT JOIN dim_setting AS s ON t.placement_urn = s.setting_urn AND s.is_home
    LEFT JOIN int_postcodes__located AS at_setting ON s.setting_postcode = at_setting.postcode
),

measured_placements AS (
    SELECT
        p.placement_key,
        p.child_key,
        p.la_code,
        l.home_la_code,
        l.placement_la_code,
        COALESCE(l.location_source, 'Unknown') AS location_source,
        CASE
            WHEN l.placement_la_code IS NULL THEN 'Unknown'
            WHEN l.placement_la_code = p.la_code THEN 'Inside'
            WHEN POSITION(l.placement_la_code IN COALESCE(a.successor_codes, '')) > 0 THEN 'Inside'
            WHEN POSITION(l.placement_la_code IN COALESCE(a.predecessor_codes, '')) > 0 THEN 'Unknown'
            ELSE 'Outside'
        END AS boundary,
        ROUND(
            SQRT(CAST(POWER(l.metres_east, 2) + POWER(l.metres_north, 2) AS DOUBLE)) / 1609.344, 1
        ) AS distance_miles
    FROM fct_placement AS p
    LEFT JOIN located_placements AS l ON p.placement_key = l.placement_key
    LEFT JOIN seed_local_authority AS a ON p.la_code = a.la_code
)

SELECT
    m.placement_key,
    m.child_key,
    m.la_code,
    CAST(m.home_la_code AS VARCHAR) AS home_la_code,
    CAST(m.placement_la_code AS VARCHAR) AS placement_la_code,
    CAST(m.location_source AS VARCHAR) AS location_source,
    CAST(CASE WHEN m.boundary <> 'Unknown' THEN m.boundary = 'Inside' END AS BOOLEAN) AS is_in_area,
    CAST(m.boundary AS VARCHAR) AS boundary,
    CAST(m.distance_miles AS DOUBLE) AS distance_miles,
    CAST(COALESCE(b.distance_band, 'Unknown') AS VARCHAR) AS distance_band,
    CAST(COALESCE(g.location_group, 'Unknown') AS VARCHAR) AS location_group
FROM measured_placements AS m
LEFT JOIN seed_distance_band AS b
    ON m.distance_miles > b.over_miles AND m.distance_miles <= b.up_to_miles
LEFT JOIN seed_placement_location AS g
    ON m.boundary = g.boundary AND b.distance_band = g.distance_band
