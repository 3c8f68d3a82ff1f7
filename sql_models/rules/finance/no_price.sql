/*---
code: "finance:no_price"
table: placement_cost
severity: query
message: >-
  A placement is listed without a weekly cost, so that what its days cost is not known. Give the price, or 0 when
  nothing is paid.
fields: [weekly_cost_gbp]
first_year: null
last_year: null
source: This project's finance contract
---*/
SELECT
    c.row_id,
    c.la_code,
    c.collection_year,
    c.child_key,
    'weekly_cost_gbp' AS field,
    c.weekly_cost_gbp_text AS value
FROM stg_finance__placement_cost AS c
WHERE c.weekly_cost_gbp_text IS NULL
