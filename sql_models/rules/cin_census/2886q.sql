/*---
code: "2886Q"
table: child_identifiers
severity: query
message: >-
  Of more than 2 % of the children who are born the sex is not recorded. Send it or say why.
fields: [Sex]
first_year: null
last_year: null
source: CIN census validation rule 2886Q
---*/
WITH returns AS (
    SELECT
        i.la_code,
        i.collection_year,
        COUNT(*) AS child_count,
        SUM(CASE WHEN COALESCE(i.sex_code IN ('U', '0'), TRUE) THEN 1 ELSE 0 END) AS unknown_count
    FROM stg_cin_census__child_identifiers AS i
    WHERE i.expected_birth_date_text IS NULL
    GROUP BY i.la_code, i.collection_year
)

SELECT
    r.la_code || ':' || CAST(r.collection_year AS VARCHAR) AS row_id,
    r.la_code,
    r.collection_year,
    CAST(NULL AS VARCHAR) AS child_key,
    'Sex' AS field,
    CAST(r.unknown_count AS VARCHAR) AS value
FROM returns AS r
WHERE r.unknown_count * 100 > r.child_count * 2
