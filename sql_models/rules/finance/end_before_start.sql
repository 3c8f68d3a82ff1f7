/*---
code: "finance:end_before_start"
table: placement_cost
severity: query
message: >-
  The placement, or its weekly cost, ends before it begins, so that no day of it is counted as paid. Correct the first
  day or the end.
fields: [placement_end_date, cost_end_date]
first_year: null
last_year: null
source: This project's finance contract
---*/
SELECT
    c.row_id,
    c.la_code,
    c.collection_year,
    c.child_key,
    'placement_end_date' AS field,
    c.placement_end_date_text AS value
FROM stg_finance__placement_cost AS c
WHERE c.placement_end_date < c.placement_start_date OR c.placement_end_date < c.cost_start_date
UNION ALL
SELECT
    c.row_id,
    c.la_code,
    c.collection_year,
    c.child_key,
    'cost_end_date' AS field,
    c.cost_end_date_text AS value
FROM stg_finance__placement_cost AS c
WHERE c.cost_end_date < COALESCE(c.cost_start_date, c.placement_start_date)
