/*---
code: "179"
table: episodes
severity: error
message: >-
  The postcode of the placement is blank or not in the directory, so that whether the child is placed
  within the local authority is not known. Send the whole postcode of where the child lives.
fields: [PL_POST]
first_year: null
last_year: null
needs_reference: [published.postcode]
source: >-
  SSDA903 validation rule 179. The location of the placement, inside the local authority or outside, is
  that of its postcode.
---*/
WITH placed_episodes AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.placement_postcode,
        MAX_BY(
            CASE WHEN p.county_code LIKE 'E10%' THEN p.county_code ELSE p.district_code END,
            p.release_year
        ) AS placement_la_code
    FROM stg_ssda903__episodes AS e
    LEFT JOIN stg_published__postcode AS p
        ON REPLACE(e.placement_postcode, ' ', '') = REPLACE(p.postcode, ' ', '')
    WHERE COALESCE(e.legal_status_code, '') NOT IN ('V3', 'V4')
    GROUP BY
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.placement_postcode
)

SELECT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    'PL_POST' AS field,
    p.placement_postcode AS value
FROM placed_episodes AS p
WHERE p.placement_la_code IS NULL
