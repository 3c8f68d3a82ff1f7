/*---
description: One row per row of the episodes module in force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  la_child_id: Child id that the LA gives, without surrounding blanks.
  start_date: Date the episode began (DECOM); NULL when the text is no date.
  start_date_text: Date the episode began as returned; NULL when blank.
  reason_for_new_episode_code: Reason for new episode code (RNE) as returned.
  legal_status_code: Legal status code (LS) as returned.
  category_of_need_code: Category of need code (CIN) as returned.
  placement_type_code: Placement type code (PLACE) as returned.
  placement_provider_code: Placement provider code (PLACE_PROVIDER) as returned.
  end_date: Date the episode ceased (DEC), the first day it no longer covers; NULL while open or when the text is no date.
  end_date_text: Date the episode ceased as returned; NULL when blank.
  reason_episode_ceased_code: Reason episode ceased code (REC) as returned.
  reason_for_placement_change_code: Reason for placement change code as returned.
  home_postcode: Postcode of the child's home when care began.
  placement_postcode: Postcode of the placement.
  placement_urn: Ofsted unique reference number of the placement.
source: SSDA903 return, episodes module
---*/
WITH trimmed_rows AS (
    SELECT
        r.la_code,
        r.collection_year,
        r.file_id,
        r.row_number,
        r.child_key,
        NULLIF(TRIM(r.child), '') AS la_child_id,
        NULLIF(TRIM(r.decom), '') AS start_date_text,
        NULLIF(UPPER(TRIM(r.rne)), '') AS reason_for_new_episode_code,
        NULLIF(UPPER(TRIM(r.ls)), '') AS legal_status_code,
        NULLIF(UPPER(TRIM(r.cin)), '') AS category_of_need_code,
        NULLIF(UPPER(TRIM(r.place)), '') AS placement_type_code,
        NULLIF(UPPER(TRIM(r.place_provider)), '') AS placement_provider_code,
        NULLIF(TRIM(r.dec), '') AS end_date_text,
        NULLIF(UPPER(TRIM(r.rec)), '') AS reason_episode_ceased_code,
        NULLIF(UPPER(TRIM(r.reason_place_change)), '') AS reason_for_placement_change_code,
        NULLIF(UPPER(TRIM(r.home_post)), '') AS home_postcode,
        NULLIF(UPPER(TRIM(r.pl_post)), '') AS placement_postcode,
        NULLIF(UPPER(TRIM(r.urn)), '') AS placement_urn
    FROM raw_ssda903__episodes AS r
)

-- A two-digit year is tried first: the four-digit format would read 16 as the year 16.
SELECT
    CAST(t.file_id || ':' || CAST(t.row_number AS VARCHAR) AS VARCHAR) AS row_id,
    t.la_code,
    CAST(t.collection_year AS INTEGER) AS collection_year,
    t.file_id,
    CAST(t.row_number AS INTEGER) AS row_number,
    t.child_key,
    CAST(t.la_child_id AS VARCHAR) AS la_child_id,
    CAST(TRY_STRPTIME(
        t.start_date_text,
        [
            '%d/%m/%y', '%d/%m/%Y', '%Y-%m-%d', '%d-%b-%Y', '%d-%m-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ]
    ) AS DATE) AS start_date,
    CAST(t.start_date_text AS VARCHAR) AS start_date_text,
    CAST(t.reason_for_new_episode_code AS VARCHAR) AS reason_for_new_episode_code,
    CAST(t.legal_status_code AS VARCHAR) AS legal_status_code,
    CAST(t.category_of_need_code AS VARCHAR) AS category_of_need_code,
    CAST(t.placement_type_code AS VARCHAR) AS placement_type_code,
    CAST(t.placement_provider_code AS VARCHAR) AS placement_provider_code,
    CAST(TRY_STRPTIME(
        t.end_date_text,
        [
            '%d/%m/%y', '%d/%m/%Y', '%Y-%m-%d', '%d-%b-%Y', '%d-%m-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ]
    ) AS DATE) AS end_date,
    CAST(t.end_date_text AS VARCHAR) AS end_date_text,
    CAST(t.reason_episode_ceased_code AS VARCHAR) AS reason_episode_ceased_code,
    CAST(t.reason_for_placement_change_code AS VARCHAR) AS reason_for_placement_change_code,
    CAST(t.home_postcode AS VARCHAR) AS home_postcode,
    CAST(t.placement_postcode AS VARCHAR) AS placement_postcode,
    CAST(t.placement_urn AS VARCHAR) AS placement_urn
FROM trimmed_rows AS t
