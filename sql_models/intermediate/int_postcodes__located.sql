/*---
description: One row per postcode of the directories held, as the newest edition that has it tells it.
grain: [postcode]
columns:
  postcode: Postcode in capitals without spaces.
  la_code: Authority with children's services that it lies in, a county rather than its district, under its newest code; outside England the ONS code of the council.
  easting: Metres east on the National Grid; NULL where it is not known.
  northing: Metres north on the National Grid; NULL where it is not known.
source: >-
  ONS Postcode Directory. A postcode that went out of use stays in the directory where it was, so placements of earlier
  years are found; one that the newest file lacks (a file may be of one area alone) is taken from the last that has
  it. The newest file is that of the latest release year and, of one year, with the newest postcodes. Northern
  Ireland is surveyed on a grid of its own, from which no straight line leads to Great Britain, so its places have no
  grid reference here; nor have those at 0, which stands for unknown.
---*/
WITH editions AS (
    SELECT
        p.file_id,
        MAX(p.introduced_month) AS newest_month
    FROM stg_published__postcode AS p
    GROUP BY p.file_id
),

ranked_postcodes AS (
    SELECT
        REPLACE(p.postcode, ' ', '') AS postcode,
        CASE WHEN p.county_code LIKE 'E10%' THEN p.county_code ELSE p.district_code END AS la_code,
        p.easting > 0 AND p.northing > 0 AND COALESCE(p.district_code, '') NOT LIKE 'N%' AS is_on_grid,
        p.easting,
        p.northing,
        ROW_NUMBER() OVER (
            PARTITION BY REPLACE(p.postcode, ' ', '')
            ORDER BY p.release_year DESC, COALESCE(e.newest_month, '') DESC, p.row_id DESC
        ) AS preference
    FROM stg_published__postcode AS p
    INNER JOIN editions AS e ON p.file_id = e.file_id
    WHERE p.postcode IS NOT NULL
),

-- A renumbered authority has one DfE number and several codes: the newest stands for all.
authorities AS (
    SELECT
        a.la_code,
        MAX_BY(n.la_code, n.valid_from) AS current_la_code
    FROM seed_local_authority AS a
    INNER JOIN seed_local_authority AS n ON a.dfe_la_code = n.dfe_la_code
    GROUP BY a.la_code
)

SELECT
    CAST(r.postcode AS VARCHAR) AS postcode,
    CAST(COALESCE(a.current_la_code, r.la_code) AS VARCHAR) AS la_code,
    CAST(CASE WHEN r.is_on_grid THEN r.easting END AS INTEGER) AS easting,
    CAST(CASE WHEN r.is_on_grid THEN r.northing END AS INTEGER) AS northing
FROM ranked_postcodes AS r
LEFT JOIN authorities AS a ON r.la_code = a.la_code
WHERE r.preference = 1
