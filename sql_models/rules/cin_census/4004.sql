/*---
code: "4004"
table: cin_plan_dates
severity: error
message: >-
  The case has more than one child in need plan without an end. Give an end to those that another
  followed.
fields: [CINPlanEndDate]
first_year: null
last_year: null
source: CIN census validation rule 4004
---*/
WITH counted AS (
    SELECT
        p.*,
        COUNT(*) OVER (
            PARTITION BY p.la_code, p.collection_year, p.child_key, p.cin_details_id_text
        ) AS row_count
    FROM stg_cin_census__cin_plan_dates AS p
    WHERE
        p.child_key IS NOT NULL
        AND p.end_date_text IS NULL
)

SELECT
    n.row_id,
    n.la_code,
    n.collection_year,
    n.child_key,
    'CINPlanEndDate' AS field,
    n.end_date_text AS value
FROM counted AS n
WHERE n.row_count > 1
