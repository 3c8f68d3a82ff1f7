/*---
code: "132"
table: oc3
severity: error
message: >-
  The activity of the care leaver is not a code in force in that year. Send the code of the main
  activity, or 0 where it is not known.
fields: [ACTIV]
first_year: null
last_year: null
source: SSDA903 validation rule 132
---*/
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    'ACTIV' AS field,
    o.activity_code_text AS value
FROM stg_ssda903__oc3 AS o
WHERE
    o.activity_code_text IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM seed_ssda903_code AS s
        WHERE
            s.code_list = 'care_leaver_activity'
            AND s.code = o.activity_code_text
            AND o.collection_year >= COALESCE(s.first_year, o.collection_year)
            AND o.collection_year <= COALESCE(s.last_year, o.collection_year)
    )
