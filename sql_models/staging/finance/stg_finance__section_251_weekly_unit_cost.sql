/*---
description: One row per indicator, year and place for which a weekly unit cost is published. All rows of the files in
  force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  indicator: 'Which cost: AdoptionFinance, FosteringFinance, LACFinance (children looked after), RescareFinance (residential
    care) or SWFinance (social work and commissioning).'
  title: Name of the indicator; filled in the first year of its series only.
  period: Financial year, as "2016-17 (OT)"; OT marks outturn, what was spent in the end.
  area: Name of the local authority, region or England as the publication writes it.
  old_la_code: Three-digit DfE number of the place; 970 is England, 980 to 990 are regions.
  weekly_cost_gbp: Cost of a week in pounds, rounded to the nearest 5; "-" where there is none. NULL when the text is
    no number.
  weekly_cost_gbp_text: value as received; NULL when blank.
source: Section 251 weekly unit costs. This project's contract; placement costs after a layout in use in London, unit
  costs after the Cost Calculator for Children's Services. Section 251 financial data collection.
---*/
-- Written from contracts/finance/section_251_weekly_unit_cost.yaml: change that, then run `make contracts`.
SELECT
    CAST(r.file_id || ':' || CAST(r.row_number AS VARCHAR) AS VARCHAR) AS row_id,
    r.dataset,
    CAST(r.release_year AS INTEGER) AS release_year,
    r.file_id,
    CAST(r.row_number AS INTEGER) AS row_number,
    CAST(NULLIF(TRIM(r.indicator), '') AS VARCHAR) AS indicator,
    CAST(NULLIF(TRIM(r.title), '') AS VARCHAR) AS title,
    CAST(NULLIF(TRIM(r.period), '') AS VARCHAR) AS period,
    CAST(NULLIF(TRIM(r.area), '') AS VARCHAR) AS area,
    CAST(NULLIF(TRIM(r.old_la_code), '') AS VARCHAR) AS old_la_code,
    TRY_CAST(TRANSLATE(r.value, '(£, )', '-') AS DECIMAL(18, 2)) AS weekly_cost_gbp,
    CAST(NULLIF(TRIM(r.value), '') AS VARCHAR) AS weekly_cost_gbp_text
FROM raw_finance__section_251_weekly_unit_cost AS r
