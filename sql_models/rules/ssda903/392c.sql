/*---
code: "392c"
table: episodes
severity: error
message: >-
  The postcode of the home or of the placement is not in the directory of postcodes. Correct it; a
  postcode is sent whole, with its last three characters.
fields: [HOME_POST, PL_POST]
first_year: null
last_year: null
needs_reference: [published.postcode]
source: SSDA903 validation rule 392c
---*/
WITH sent_postcodes AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        'HOME_POST' AS field,
        e.home_postcode AS value
    FROM stg_ssda903__episodes AS e
    WHERE e.home_postcode IS NOT NULL
    UNION ALL
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        'PL_POST' AS field,
        e.placement_postcode AS value
    FROM stg_ssda903__episodes AS e
    WHERE e.placement_postcode IS NOT NULL
),

unknown_postcodes AS (
    SELECT
        s.*,
        ROW_NUMBER() OVER (PARTITION BY s.row_id ORDER BY s.field) AS number_of_row
    FROM sent_postcodes AS s
    WHERE
        NOT EXISTS (
            SELECT 1
            FROM stg_published__postcode AS p
            WHERE REPLACE(p.postcode, ' ', '') = REPLACE(s.value, ' ', '')
        )
)

SELECT
    u.row_id,
    u.la_code,
    u.collection_year,
    u.child_key,
    u.field,
    u.value
FROM unknown_postcodes AS u
WHERE u.number_of_row = 1
