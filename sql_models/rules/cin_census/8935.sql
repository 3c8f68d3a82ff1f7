/*---
code: "8935"
table: child_protection_plans
severity: error
message: >-
  The child has more than one child protection plan without an end in one case. Give an end to those
  that another followed.
fields: [CPPendDate]
first_year: null
last_year: null
source: CIN census validation rule 8935
---*/
WITH counted AS (
    SELECT
        c.*,
        COUNT(*) OVER (
            PARTITION BY c.la_code, c.collection_year, c.child_key, c.cin_details_id_text
        ) AS row_count
    FROM stg_cin_census__child_protection_plans AS c
    WHERE
        c.child_key IS NOT NULL
        AND c.end_date_text IS NULL
)

SELECT
    n.row_id,
    n.la_code,
    n.collection_year,
    n.child_key,
    'CPPendDate' AS field,
    n.end_date_text AS value
FROM counted AS n
WHERE n.row_count > 1
