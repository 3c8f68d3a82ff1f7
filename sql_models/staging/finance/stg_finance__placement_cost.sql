/*---
description: One row per placement of a child and weekly cost; a new price begins a new row. All rows of the files in
  force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  local_authority: The local authority by name, ONS code or DfE number; needed only where the folder does not say it.
  la_child_id: The child's id in the case system, as in the SSDA903 return.
  placement_start_date: First day of the placement, as in the SSDA903 return. NULL when the text is no date.
  placement_start_date_text: placement_start_date as received; NULL when blank.
  placement_end_date: Day on which the placement ended, as in the SSDA903 return; blank while it goes on. NULL when the
    text is no date.
  placement_end_date_text: placement_end_date as received; NULL when blank.
  placement_type_code: Kind of placement, as in the SSDA903 return (PLACE).
  placement_type_code_text: placement_type_code as received; NULL when blank.
  provider_type_code: Kind of provider, as in the SSDA903 return (PLACE_PROVIDER).
  provider_type_code_text: provider_type_code as received; NULL when blank.
  provider_name: The organisation that is paid; blank for the authority's own provision. Never the name of a foster carer.
  placement_urn: Ofsted's number of the home or agency.
  purchase_type_code: How the placement was bought.
  purchase_type_code_text: purchase_type_code as received; NULL when blank.
  weekly_cost_gbp: Full cost of one week in pounds, before the shares of health and education are taken off. NULL when
    the text is no number.
  weekly_cost_gbp_text: weekly_cost_gbp as received; NULL when blank.
  weekly_health_share_gbp: Part of the weekly cost that health services pay; blank or 0 when they pay none. NULL when
    the text is no number.
  weekly_health_share_gbp_text: weekly_health_share_gbp as received; NULL when blank.
  weekly_education_share_gbp: Part of the weekly cost that education pays; blank or 0 when it pays none. NULL when the
    text is no number.
  weekly_education_share_gbp_text: weekly_education_share_gbp as received; NULL when blank.
  cost_start_date: First day of this weekly cost; blank when it is the first day of the placement. NULL when the text
    is no date.
  cost_start_date_text: cost_start_date as received; NULL when blank.
  cost_end_date: Day on which another weekly cost took its place; blank when it lasts as long as the placement. NULL when
    the text is no date.
  cost_end_date_text: cost_end_date as received; NULL when blank.
  cost_centre: Cost centre that is charged, as in the ledger.
source: Placement costs. This project's contract; placement costs after a layout in use in London, unit costs after the
  Cost Calculator for Children's Services. Section 251 financial data collection.
---*/
-- Written from contracts/finance/placement_cost.yaml: change that, then run `make contracts`.
-- A year of two digits is tried before one of four, which would read 16 as the year 16. Ten characters, the
-- usual form, hold four: they are tried in fewer forms, as one that fails takes longest.
SELECT
    CAST(r.file_id || ':' || CAST(r.row_number AS VARCHAR) AS VARCHAR) AS row_id,
    r.la_code,
    CAST(r.collection_year AS INTEGER) AS collection_year,
    r.file_id,
    CAST(r.row_number AS INTEGER) AS row_number,
    r.child_key,
    CAST(NULLIF(TRIM(r.local_authority), '') AS VARCHAR) AS local_authority,
    CAST(NULLIF(TRIM(r.la_child_id), '') AS VARCHAR) AS la_child_id,
    CAST(CASE LENGTH(TRIM(r.placement_start_date))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.placement_start_date), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.placement_start_date), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS placement_start_date,
    CAST(NULLIF(TRIM(r.placement_start_date), '') AS VARCHAR) AS placement_start_date_text,
    CAST(CASE LENGTH(TRIM(r.placement_end_date))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.placement_end_date), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.placement_end_date), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS placement_end_date,
    CAST(NULLIF(TRIM(r.placement_end_date), '') AS VARCHAR) AS placement_end_date_text,
    CAST(NULLIF(UPPER(TRIM(r.placement_type_code)), '') AS VARCHAR) AS placement_type_code,
    CAST(NULLIF(TRIM(r.placement_type_code), '') AS VARCHAR) AS placement_type_code_text,
    CAST(NULLIF(UPPER(TRIM(r.provider_type_code)), '') AS VARCHAR) AS provider_type_code,
    CAST(NULLIF(TRIM(r.provider_type_code), '') AS VARCHAR) AS provider_type_code_text,
    CAST(NULLIF(TRIM(r.provider_name), '') AS VARCHAR) AS provider_name,
    CAST(NULLIF(TRIM(r.placement_urn), '') AS VARCHAR) AS placement_urn,
    CAST(NULLIF(UPPER(TRIM(r.purchase_type_code)), '') AS VARCHAR) AS purchase_type_code,
    CAST(NULLIF(TRIM(r.purchase_type_code), '') AS VARCHAR) AS purchase_type_code_text,
    TRY_CAST(TRANSLATE(r.weekly_cost_gbp, '(£, )', '-') AS DECIMAL(18, 2)) AS weekly_cost_gbp,
    CAST(NULLIF(TRIM(r.weekly_cost_gbp), '') AS VARCHAR) AS weekly_cost_gbp_text,
    TRY_CAST(TRANSLATE(r.weekly_health_share_gbp, '(£, )', '-') AS DECIMAL(18, 2)) AS weekly_health_share_gbp,
    CAST(NULLIF(TRIM(r.weekly_health_share_gbp), '') AS VARCHAR) AS weekly_health_share_gbp_text,
    TRY_CAST(
        TRANSLATE(r.weekly_education_share_gbp, '(£, )', '-') AS DECIMAL(18, 2)
    ) AS weekly_education_share_gbp,
    CAST(NULLIF(TRIM(r.weekly_education_share_gbp), '') AS VARCHAR) AS weekly_education_share_gbp_text,
    CAST(CASE LENGTH(TRIM(r.cost_start_date))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.cost_start_date), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.cost_start_date), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS cost_start_date,
    CAST(NULLIF(TRIM(r.cost_start_date), '') AS VARCHAR) AS cost_start_date_text,
    CAST(CASE LENGTH(TRIM(r.cost_end_date))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.cost_end_date), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.cost_end_date), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS cost_end_date,
    CAST(NULLIF(TRIM(r.cost_end_date), '') AS VARCHAR) AS cost_end_date_text,
    CAST(NULLIF(TRIM(r.cost_centre), '') AS VARCHAR) AS cost_centre
FROM raw_finance__placement_cost AS r
