/*---
code: "164"
table: episodes
severity: error
message: >-
  The distance from the home to the placement is more than 999.9 miles, which no two places of the
  country are apart. Correct either postcode.
fields: [PL_POST]
first_year: null
last_year: null
needs_previous_year: optional
needs_reference: [published.postcode]
source: >-
  SSDA903 validation rule 164. The distance is worked out from the postcodes, so it is never negative
  and always a number.
---*/
WITH measured_episodes AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.placement_postcode,
        -- Metres on the grid as miles.
        MIN(SQRT(
            CAST(POWER(o.easting - p.easting, 2) + POWER(o.northing - p.northing, 2) AS DOUBLE)
        )) / 1609.3 AS miles
    FROM stg_ssda903__episodes AS e
    LEFT JOIN stg_published__postcode AS o
        ON REPLACE(e.home_postcode, ' ', '') = REPLACE(o.postcode, ' ', '') AND o.easting > 0
    LEFT JOIN stg_published__postcode AS p
        ON REPLACE(e.placement_postcode, ' ', '') = REPLACE(p.postcode, ' ', '') AND p.easting > 0
    WHERE
        COALESCE(e.legal_status_code, '') NOT IN ('V3', 'V4')
        AND NOT EXISTS (
            SELECT 1
            FROM stg_ssda903__uasc AS u
            WHERE
                u.la_code = e.la_code
                AND u.child_key = e.child_key
                AND u.collection_year BETWEEN e.collection_year - 1 AND e.collection_year
        )
        AND NOT EXISTS (
            SELECT 1
            FROM stg_ssda903__header AS h
            WHERE
                h.la_code = e.la_code
                AND h.child_key = e.child_key
                AND h.collection_year BETWEEN e.collection_year - 1 AND e.collection_year
                AND h.uasc_code = '1'
        )
    GROUP BY
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.placement_postcode
)

SELECT
    m.row_id,
    m.la_code,
    m.collection_year,
    m.child_key,
    'PL_POST' AS field,
    m.placement_postcode AS value
FROM measured_episodes AS m
WHERE m.miles > 999.9
