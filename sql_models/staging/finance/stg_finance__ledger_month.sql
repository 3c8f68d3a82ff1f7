/*---
description: One row per month, cost centre and account. All rows of the files in force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  local_authority: The local authority by name, ONS code or DfE number; needed only where the folder does not say it.
  month_start_date: First day of the month, such as 01/04/2025. NULL when the text is no date.
  month_start_date_text: month_start_date as received; NULL when blank.
  cost_centre: Number or short name of the cost centre.
  cost_centre_name: What the cost centre is called; a home of few children can have one of its own.
  account: Number or short name of the account (subjective), such as agency payments; blank when not broken down.
  cost_category_code: Kind of care or service that the money is for; joins the ledger to placements.
  cost_category_code_text: cost_category_code as received; NULL when blank.
  budget_gbp: Budget of that month alone in pounds, not of the year to date; income is negative. NULL when the text is
    no number.
  budget_gbp_text: budget_gbp as received; NULL when blank.
  actual_gbp: What was spent in that month alone in pounds; blank for months to come. NULL when the text is no number.
  actual_gbp_text: actual_gbp as received; NULL when blank.
  forecast_gbp: What is now expected for that month alone in pounds; for a month that is over, what was spent. NULL when
    the text is no number.
  forecast_gbp_text: forecast_gbp as received; NULL when blank.
source: Ledger by month. This project's contract; placement costs after a layout in use in London, unit costs after the
  Cost Calculator for Children's Services. Section 251 financial data collection.
---*/
-- Written from contracts/finance/ledger_month.yaml: change that, then run `make contracts`.
-- A year of two digits is tried before one of four, which would read 16 as the year 16. Ten characters, the
-- usual form, hold four: they are tried in fewer forms, as one that fails takes longest.
SELECT
    CAST(r.file_id || ':' || CAST(r.row_number AS VARCHAR) AS VARCHAR) AS row_id,
    r.la_code,
    CAST(r.collection_year AS INTEGER) AS collection_year,
    r.file_id,
    CAST(r.row_number AS INTEGER) AS row_number,
    CAST(NULLIF(TRIM(r.local_authority), '') AS VARCHAR) AS local_authority,
    CAST(CASE LENGTH(TRIM(r.month_start_date))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.month_start_date), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.month_start_date), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS month_start_date,
    CAST(NULLIF(TRIM(r.month_start_date), '') AS VARCHAR) AS month_start_date_text,
    CAST(NULLIF(TRIM(r.cost_centre), '') AS VARCHAR) AS cost_centre,
    CAST(NULLIF(TRIM(r.cost_centre_name), '') AS VARCHAR) AS cost_centre_name,
    CAST(NULLIF(TRIM(r.account), '') AS VARCHAR) AS account,
    CAST(NULLIF(UPPER(TRIM(r.cost_category_code)), '') AS VARCHAR) AS cost_category_code,
    CAST(NULLIF(TRIM(r.cost_category_code), '') AS VARCHAR) AS cost_category_code_text,
    TRY_CAST(TRANSLATE(r.budget_gbp, '(£, )', '-') AS DECIMAL(18, 2)) AS budget_gbp,
    CAST(NULLIF(TRIM(r.budget_gbp), '') AS VARCHAR) AS budget_gbp_text,
    TRY_CAST(TRANSLATE(r.actual_gbp, '(£, )', '-') AS DECIMAL(18, 2)) AS actual_gbp,
    CAST(NULLIF(TRIM(r.actual_gbp), '') AS VARCHAR) AS actual_gbp_text,
    TRY_CAST(TRANSLATE(r.forecast_gbp, '(£, )', '-') AS DECIMAL(18, 2)) AS forecast_gbp,
    CAST(NULLIF(TRIM(r.forecast_gbp), '') AS VARCHAR) AS forecast_gbp_text
FROM raw_finance__ledger_month AS r
