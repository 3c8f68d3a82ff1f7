/*---
code: "133"
table: oc3
severity: error
message: >-
  The accommodation of the care leaver is blank or not a code in force in that year. Send the code of
  the home with 1 for suitable or 2 for not, or 0 where it is not known.
fields: [ACCOM]
first_year: null
last_year: null
source: SSDA903 validation rule 133
---*/
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    'ACCOM' AS field,
    o.accommodation_code_text AS value
FROM stg_ssda903__oc3 AS o
WHERE
    NOT EXISTS (
        SELECT 1
        FROM seed_ssda903_code AS s
        WHERE
            s.code_list = 'care_leaver_accommodation'
            AND s.code = o.accommodation_code_text
            AND o.collection_year >= COALESCE(s.first_year, o.collection_year)
            AND o.collection_year <= COALESCE(s.last_year, o.collection_year)
    )
