/*---
description: One row per local authority and line of spending on children's and young people's services. All rows of the
  files in force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  group_number: 'Kind of line: 1 is split by provider, 2 is not, 3 to 9 are totals. NULL when the text is no whole number.'
  group_number_text: ident as received; NULL when blank.
  old_la_code: Three-digit DfE number of the local authority.
  la_name: Name of the local authority as the publication writes it.
  report_group: Group of services, such as CHILDREN LOOKED AFTER.
  line_order: Place of the line in the table. NULL when the text is no whole number.
  line_order_text: OrderLine as received; NULL when blank.
  line_name: Number and name of the line.
  line_code: Number of the line, such as 3.1.1 for residential care.
  own_provision_gbp: Spent on the authority's own provision; blank in lines that are not split. NULL when the text is
    no number.
  own_provision_gbp_text: OwnProvision as received; NULL when blank.
  private_provision_gbp: Spent on private provision; blank in lines that are not split. NULL when the text is no number.
  private_provision_gbp_text: PrivateProvision as received; NULL when blank.
  other_public_provision_gbp: Spent on provision of other public bodies; blank in lines that are not split. NULL when
    the text is no number.
  other_public_provision_gbp_text: OtherPublic as received; NULL when blank.
  voluntary_provision_gbp: Spent on provision of the voluntary sector; blank in lines that are not split. NULL when the
    text is no number.
  voluntary_provision_gbp_text: Voluntary as received; NULL when blank.
  total_expenditure_gbp: Gross spending on the line. NULL when the text is no number.
  total_expenditure_gbp_text: TotalExpenditure as received; NULL when blank.
  income_gbp: Income, taken off gross spending. NULL when the text is no number.
  income_gbp_text: Income as received; NULL when blank.
  net_current_expenditure_gbp: Gross spending less income. NULL when the text is no number.
  net_current_expenditure_gbp_text: NetCurrentExpenditure as received; NULL when blank.
  grants_inside_aef_gbp: Government grants inside aggregate external finance. NULL when the text is no number.
  grants_inside_aef_gbp_text: GovGrantsInsideAEF as received; NULL when blank.
  grants_outside_aef_gbp: Government grants outside aggregate external finance. NULL when the text is no number.
  grants_outside_aef_gbp_text: GovGrantsOutsideAEF as received; NULL when blank.
  net_revenue_expenditure_gbp: Net spending less government grants. NULL when the text is no number.
  net_revenue_expenditure_gbp_text: LEANetRevenueExpenditure as received; NULL when blank.
source: Section 251 outturn, Table A1. This project's contract; placement costs after a layout in use in London, unit
  costs after the Cost Calculator for Children's Services. Section 251 financial data collection.
---*/
-- Written from contracts/finance/section_251_outturn.yaml: change that, then run `make contracts`.
SELECT
    CAST(r.file_id || ':' || CAST(r.row_number AS VARCHAR) AS VARCHAR) AS row_id,
    r.dataset,
    CAST(r.release_year AS INTEGER) AS release_year,
    r.file_id,
    CAST(r.row_number AS INTEGER) AS row_number,
    CASE
        WHEN MOD(TRY_CAST(TRANSLATE(r.ident, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.ident, '£, ', '') AS INTEGER)
    END AS group_number,
    CAST(NULLIF(TRIM(r.ident), '') AS VARCHAR) AS group_number_text,
    CAST(NULLIF(TRIM(r.la), '') AS VARCHAR) AS old_la_code,
    CAST(NULLIF(TRIM(r.la_name), '') AS VARCHAR) AS la_name,
    CAST(NULLIF(TRIM(r.reportgroup), '') AS VARCHAR) AS report_group,
    CASE
        WHEN MOD(TRY_CAST(TRANSLATE(r.orderline, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.orderline, '£, ', '') AS INTEGER)
    END AS line_order,
    CAST(NULLIF(TRIM(r.orderline), '') AS VARCHAR) AS line_order_text,
    CAST(NULLIF(TRIM(r.description), '') AS VARCHAR) AS line_name,
    CAST(NULLIF(TRIM(r.s251line), '') AS VARCHAR) AS line_code,
    TRY_CAST(TRANSLATE(r.ownprovision, '(£, )', '-') AS DECIMAL(18, 2)) AS own_provision_gbp,
    CAST(NULLIF(TRIM(r.ownprovision), '') AS VARCHAR) AS own_provision_gbp_text,
    TRY_CAST(TRANSLATE(r.privateprovision, '(£, )', '-') AS DECIMAL(18, 2)) AS private_provision_gbp,
    CAST(NULLIF(TRIM(r.privateprovision), '') AS VARCHAR) AS private_provision_gbp_text,
    TRY_CAST(TRANSLATE(r.otherpublic, '(£, )', '-') AS DECIMAL(18, 2)) AS other_public_provision_gbp,
    CAST(NULLIF(TRIM(r.otherpublic), '') AS VARCHAR) AS other_public_provision_gbp_text,
    TRY_CAST(TRANSLATE(r.voluntary, '(£, )', '-') AS DECIMAL(18, 2)) AS voluntary_provision_gbp,
    CAST(NULLIF(TRIM(r.voluntary), '') AS VARCHAR) AS voluntary_provision_gbp_text,
    TRY_CAST(TRANSLATE(r.totalexpenditure, '(£, )', '-') AS DECIMAL(18, 2)) AS total_expenditure_gbp,
    CAST(NULLIF(TRIM(r.totalexpenditure), '') AS VARCHAR) AS total_expenditure_gbp_text,
    TRY_CAST(TRANSLATE(r.income, '(£, )', '-') AS DECIMAL(18, 2)) AS income_gbp,
    CAST(NULLIF(TRIM(r.income), '') AS VARCHAR) AS income_gbp_text,
    TRY_CAST(
        TRANSLATE(r.netcurrentexpenditure, '(£, )', '-') AS DECIMAL(18, 2)
    ) AS net_current_expenditure_gbp,
    CAST(NULLIF(TRIM(r.netcurrentexpenditure), '') AS VARCHAR) AS net_current_expenditure_gbp_text,
    TRY_CAST(TRANSLATE(r.govgrantsinsideaef, '(£, )', '-') AS DECIMAL(18, 2)) AS grants_inside_aef_gbp,
    CAST(NULLIF(TRIM(r.govgrantsinsideaef), '') AS VARCHAR) AS grants_inside_aef_gbp_text,
    TRY_CAST(TRANSLATE(r.govgrantsoutsideaef, '(£, )', '-') AS DECIMAL(18, 2)) AS grants_outside_aef_gbp,
    CAST(NULLIF(TRIM(r.govgrantsoutsideaef), '') AS VARCHAR) AS grants_outside_aef_gbp_text,
    TRY_CAST(
        TRANSLATE(r.leanetrevenueexpenditure, '(£, )', '-') AS DECIMAL(18, 2)
    ) AS net_revenue_expenditure_gbp,
    CAST(NULLIF(TRIM(r.leanetrevenueexpenditure), '') AS VARCHAR) AS net_revenue_expenditure_gbp_text
FROM raw_finance__section_251_outturn AS r
