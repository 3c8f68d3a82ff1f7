/*---
description: One row per process or service, kind of care and year of prices. All rows of the files in force, typed; nothing
  is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  local_authority: The local authority by name, ONS code or DfE number; needed only where the folder does not say it.
  process_code: Social work process (LAC1 to LAC8, CIN1 to CIN8) or other support that is costed.
  process_code_text: process_code as received; NULL when blank.
  cost_category_code: Kind of care for which the cost holds; blank when it holds for all.
  cost_category_code_text: cost_category_code as received; NULL when blank.
  description: What else the cost depends on, such as a high level of need or a placement outside the area.
  price_year: Financial year of the prices by the year in which it ends, 2025 for 2024-25. NULL when the text is no whole
    number.
  price_year_text: price_year as received; NULL when blank.
  cost_unit_code: What is counted to work out the cost.
  cost_unit_code_text: cost_unit_code as received; NULL when blank.
  unit_cost_gbp: Cost of one unit in pounds. NULL when the text is no number.
  unit_cost_gbp_text: unit_cost_gbp as received; NULL when blank.
source: Local unit costs. This project's contract; placement costs after a layout in use in London, unit costs after the
  Cost Calculator for Children's Services. Section 251 financial data collection.
---*/
-- Written from contracts/finance/unit_cost.yaml: change that, then run `make contracts`.
SELECT
    CAST(r.file_id || ':' || CAST(r.row_number AS VARCHAR) AS VARCHAR) AS row_id,
    r.la_code,
    CAST(r.collection_year AS INTEGER) AS collection_year,
    r.file_id,
    CAST(r.row_number AS INTEGER) AS row_number,
    CAST(NULLIF(TRIM(r.local_authority), '') AS VARCHAR) AS local_authority,
    CAST(NULLIF(UPPER(TRIM(r.process_code)), '') AS VARCHAR) AS process_code,
    CAST(NULLIF(TRIM(r.process_code), '') AS VARCHAR) AS process_code_text,
    CAST(NULLIF(UPPER(TRIM(r.cost_category_code)), '') AS VARCHAR) AS cost_category_code,
    CAST(NULLIF(TRIM(r.cost_category_code), '') AS VARCHAR) AS cost_category_code_text,
    CAST(NULLIF(TRIM(r.description), '') AS VARCHAR) AS description,
    CASE
        WHEN MOD(TRY_CAST(TRANSLATE(r.price_year, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.price_year, '£, ', '') AS INTEGER)
    END AS price_year,
    CAST(NULLIF(TRIM(r.price_year), '') AS VARCHAR) AS price_year_text,
    CAST(NULLIF(UPPER(TRIM(r.cost_unit_code)), '') AS VARCHAR) AS cost_unit_code,
    CAST(NULLIF(TRIM(r.cost_unit_code), '') AS VARCHAR) AS cost_unit_code_text,
    TRY_CAST(TRANSLATE(r.unit_cost_gbp, '(£, )', '-') AS DECIMAL(18, 2)) AS unit_cost_gbp,
    CAST(NULLIF(TRIM(r.unit_cost_gbp), '') AS VARCHAR) AS unit_cost_gbp_text
FROM raw_finance__unit_cost AS r
