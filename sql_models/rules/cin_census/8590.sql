/*---
code: "8590"
table: child_identifiers
severity: error
message: >-
  The child has no case in the return. Send the case, or leave the child out.
fields: [LAchildID]
first_year: null
last_year: null
source: CIN census validation rule 8590
---*/
SELECT
    i.row_id,
    i.la_code,
    i.collection_year,
    i.child_key,
    'LAchildID' AS field,
    i.la_child_id AS value
FROM stg_cin_census__child_identifiers AS i
WHERE
    NOT EXISTS (
        SELECT 1
        FROM stg_cin_census__cin_details AS d
        WHERE
            d.la_code = i.la_code
            AND d.collection_year = i.collection_year
            AND d.child_key = i.child_key
    )
