/*---
code: "1530"
table: child_identifiers
severity: error
message: >-
  Characters 2 to 4 of the unique pupil number are not the number of a local authority that there is or
  was. Take the number from the school's record.
fields: [UPN]
first_year: null
last_year: null
source: >-
  CIN census validation rule 1530. Numbers 001 to 005 and 702 stand for schools outside every local
  authority.
---*/
SELECT
    i.row_id,
    i.la_code,
    i.collection_year,
    i.child_key,
    'UPN' AS field,
    i.upn AS value
FROM stg_cin_census__child_identifiers AS i
WHERE
    LENGTH(i.upn) > 3
    AND SUBSTRING(i.upn, 2, 3) NOT IN ('001', '002', '003', '004', '005', '702')
    AND NOT EXISTS (
        SELECT 1
        FROM seed_local_authority AS l
        WHERE l.dfe_la_code = SUBSTRING(i.upn, 2, 3)
    )
