/*---
code: "8815"
table: cin_details
severity: error
message: >-
  The child has more than one case that is open. Close those that another followed.
fields: [CINclosureDate]
first_year: null
last_year: null
source: CIN census validation rule 8815
---*/
WITH counted AS (
    SELECT
        d.*,
        COUNT(*) OVER (PARTITION BY d.la_code, d.collection_year, d.child_key) AS row_count
    FROM stg_cin_census__cin_details AS d
    WHERE
        d.child_key IS NOT NULL
        AND d.closure_date_text IS NULL
        AND NOT COALESCE(d.is_referral_no_further_action, FALSE)
)

SELECT
    n.row_id,
    n.la_code,
    n.collection_year,
    n.child_key,
    'CINclosureDate' AS field,
    n.closure_date_text AS value
FROM counted AS n
WHERE n.row_count > 1
