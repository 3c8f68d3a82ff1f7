/*---
description: One row per provider of fostering, adoption or supported accommodation on a list of Ofsted that came with
  a return. All rows of the files in force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  placement_urn: Ofsted unique reference number of the provider.
  setting_name: Name of the provider.
  setting_la_name: Local authority that the provider is in, as Ofsted names it.
  placement_type_codes: Placement type codes that the provider may be returned with; several are separated by a comma
    or stroke.
  placement_provider_codes: Placement provider codes that the provider may be returned with; several are separated by
    a comma or stroke.
  registration_end_date: Date the registration ended; blank while it lasts. NULL when the text is no date.
  registration_end_date_text: Deregistration date as received; NULL when blank.
  setting_postcode: Postcode of the provider.
source: Ofsted list of social care providers. SSDA903 return, columns and codes as open validators and pipelines read
  them (2016/17 to 2026/27). For 2014/15 and 2015/16, on which they are silent, the columns of 2016/17 stand.
---*/
-- Written from contracts/ssda903/social_care_provider.yaml: change that, then run `make contracts`.
-- A year of two digits is tried before one of four, which would read 16 as the year 16. Ten characters, the
-- usual form, hold four: they are tried in fewer forms, as one that fails takes longest.
SELECT
    CAST(r.file_id || ':' || CAST(r.row_number AS VARCHAR) AS VARCHAR) AS row_id,
    r.la_code,
    CAST(r.collection_year AS INTEGER) AS collection_year,
    r.file_id,
    CAST(r.row_number AS INTEGER) AS row_number,
    CAST(NULLIF(UPPER(TRIM(r.urn)), '') AS VARCHAR) AS placement_urn,
    CAST(NULLIF(TRIM(r.setting_name), '') AS VARCHAR) AS setting_name,
    CAST(NULLIF(TRIM(r.local_authority), '') AS VARCHAR) AS setting_la_name,
    CAST(NULLIF(UPPER(TRIM(r.placement_code)), '') AS VARCHAR) AS placement_type_codes,
    CAST(NULLIF(UPPER(TRIM(r.placement_provider_code)), '') AS VARCHAR) AS placement_provider_codes,
    CAST(CASE LENGTH(TRIM(r.deregistration_date))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.deregistration_date), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.deregistration_date), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS registration_end_date,
    CAST(NULLIF(TRIM(r.deregistration_date), '') AS VARCHAR) AS registration_end_date_text,
    CAST(NULLIF(UPPER(TRIM(r.setting_postcode)), '') AS VARCHAR) AS setting_postcode
FROM raw_ssda903__social_care_provider AS r
