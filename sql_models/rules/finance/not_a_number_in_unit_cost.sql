/*---
code: "finance:not_a_number"
table: unit_cost
severity: query
message: >-
  A unit cost is not a number, or its price year is none, so that it costs no event. Write pounds in figures and the
  year in which the financial year ends.
fields: [unit_cost_gbp, price_year]
first_year: null
last_year: null
source: This project's finance contract
---*/
SELECT
    u.row_id,
    u.la_code,
    u.collection_year,
    CAST(NULL AS VARCHAR) AS child_key,
    'unit_cost_gbp' AS field,
    u.unit_cost_gbp_text AS value
FROM stg_finance__unit_cost AS u
WHERE u.unit_cost_gbp IS NULL AND u.unit_cost_gbp_text IS NOT NULL
UNION ALL
SELECT
    u.row_id,
    u.la_code,
    u.collection_year,
    CAST(NULL AS VARCHAR) AS child_key,
    'price_year' AS field,
    u.price_year_text AS value
FROM stg_finance__unit_cost AS u
WHERE u.price_year IS NULL AND u.price_year_text IS NOT NULL
