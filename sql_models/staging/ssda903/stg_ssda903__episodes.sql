/*---
description: 'One row per episode: a spell in one placement under one legal status. All rows of the files in force, typed;
  nothing is dropped.'
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  la_child_id: Child id that the local authority gives the child; unique within the local authority.
  start_date: Date the episode began. NULL when the text is no date.
  start_date_text: DECOM as received; NULL when blank.
  reason_for_new_episode_code: Reason for new episode code.
  reason_for_new_episode_code_text: RNE as received; NULL when blank.
  legal_status_code: Legal status code.
  legal_status_code_text: LS as received; NULL when blank.
  category_of_need_code: Category of need code.
  category_of_need_code_text: CIN as received; NULL when blank.
  placement_type_code: Placement type code.
  placement_type_code_text: PLACE as received; NULL when blank.
  placement_provider_code: Placement provider code; blank for placements that have none.
  placement_provider_code_text: PLACE_PROVIDER as received; NULL when blank.
  end_date: Date the episode ceased, the first day it no longer covers; blank while it is open. NULL when the text is
    no date.
  end_date_text: DEC as received; NULL when blank.
  reason_episode_ceased_code: Reason episode ceased code; X1 when care goes on in a new episode.
  reason_episode_ceased_code_text: REC as received; NULL when blank.
  reason_for_placement_change_code: Reason for placement change code.
  reason_for_placement_change_code_text: REASON_PLACE_CHANGE as received; NULL when blank.
  home_postcode: Postcode of the child's home when care began.
  placement_postcode: Postcode of the placement.
  placement_urn: Ofsted unique reference number of the placement; XXXXXXX when it is not known.
  placement_la_code: Local authority of the placement (ONS code or three-digit number; WAL, SCO, NIR or NUK outside England).
    The department works it out from the postcode; only some systems' files state it.
  placement_location_code: IN for a placement inside the local authority's boundary, OUT for one outside. The department
    works it out from the postcode; only some systems' files state it.
  placement_distance_miles: Miles from home to the placement in a straight line; 999.9 when not known. The department
    works it out from both postcodes; only some systems' files state it. NULL when the text is no number.
  placement_distance_miles_text: PL_DISTANCE as received; NULL when blank.
source: Episodes. SSDA903 return, columns and codes as open validators and pipelines read them (2016/17 to 2026/27). For
  2014/15 and 2015/16, on which they are silent, the columns of 2016/17 stand.
---*/
-- Written from contracts/ssda903/episodes.yaml: change that, then run `make contracts`.
-- A year of two digits is tried before one of four, which would read 16 as the year 16. Ten characters, the
-- usual form, hold four: they are tried in fewer forms, as one that fails takes longest.
SELECT
    CAST(r.file_id || ':' || CAST(r.row_number AS VARCHAR) AS VARCHAR) AS row_id,
    r.la_code,
    CAST(r.collection_year AS INTEGER) AS collection_year,
    r.file_id,
    CAST(r.row_number AS INTEGER) AS row_number,
    r.child_key,
    CAST(NULLIF(TRIM(r.child), '') AS VARCHAR) AS la_child_id,
    CAST(CASE LENGTH(TRIM(r.decom))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.decom), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.decom), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS start_date,
    CAST(NULLIF(TRIM(r.decom), '') AS VARCHAR) AS start_date_text,
    CAST(NULLIF(UPPER(TRIM(r.rne)), '') AS VARCHAR) AS reason_for_new_episode_code,
    CAST(NULLIF(TRIM(r.rne), '') AS VARCHAR) AS reason_for_new_episode_code_text,
    CAST(NULLIF(UPPER(TRIM(r.ls)), '') AS VARCHAR) AS legal_status_code,
    CAST(NULLIF(TRIM(r.ls), '') AS VARCHAR) AS legal_status_code_text,
    CAST(NULLIF(UPPER(TRIM(r.cin)), '') AS VARCHAR) AS category_of_need_code,
    CAST(NULLIF(TRIM(r.cin), '') AS VARCHAR) AS category_of_need_code_text,
    CAST(NULLIF(UPPER(TRIM(r.place)), '') AS VARCHAR) AS placement_type_code,
    CAST(NULLIF(TRIM(r.place), '') AS VARCHAR) AS placement_type_code_text,
    CAST(NULLIF(UPPER(TRIM(r.place_provider)), '') AS VARCHAR) AS placement_provider_code,
    CAST(NULLIF(TRIM(r.place_provider), '') AS VARCHAR) AS placement_provider_code_text,
    CAST(CASE LENGTH(TRIM(r.dec))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.dec), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.dec), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS end_date,
    CAST(NULLIF(TRIM(r.dec), '') AS VARCHAR) AS end_date_text,
    CAST(NULLIF(UPPER(TRIM(r.rec)), '') AS VARCHAR) AS reason_episode_ceased_code,
    CAST(NULLIF(TRIM(r.rec), '') AS VARCHAR) AS reason_episode_ceased_code_text,
    CAST(NULLIF(UPPER(TRIM(r.reason_place_change)), '') AS VARCHAR) AS reason_for_placement_change_code,
    CAST(NULLIF(TRIM(r.reason_place_change), '') AS VARCHAR) AS reason_for_placement_change_code_text,
    CAST(NULLIF(UPPER(TRIM(r.home_post)), '') AS VARCHAR) AS home_postcode,
    CAST(NULLIF(UPPER(TRIM(r.pl_post)), '') AS VARCHAR) AS placement_postcode,
    CAST(NULLIF(UPPER(TRIM(r.urn)), '') AS VARCHAR) AS placement_urn,
    CAST(NULLIF(UPPER(TRIM(r.pl_la)), '') AS VARCHAR) AS placement_la_code,
    CAST(NULLIF(UPPER(TRIM(r.pl_location)), '') AS VARCHAR) AS placement_location_code,
    TRY_CAST(TRANSLATE(r.pl_distance, '£, ', '') AS DECIMAL(18, 4)) AS placement_distance_miles,
    CAST(NULLIF(TRIM(r.pl_distance), '') AS VARCHAR) AS placement_distance_miles_text
FROM raw_ssda903__episodes AS r
