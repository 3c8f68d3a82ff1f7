/*---
description: One row per legal status code (LS), with every group that publications put it in.
grain: [legal_status_code]
columns:
  legal_status_code: Code in the SSDA903 return.
source: >-
  DfE data pack 2013, section Legal status and figures 6, 7, 11, 14; Walsall 6.2 and 7.1. Open there: whether care
  orders hold interim ones (yes, the counts of babies leave no other reading) and whether short breaks belong to
  section 20 (no: publications leave them out, so they are other).
---*/
SELECT
    CAST(s.code AS VARCHAR) AS legal_status_code,
    CAST(s.label AS VARCHAR) AS label,
    CAST(s.legal_status_group AS VARCHAR) AS legal_status_group,
    CAST(s.is_short_break AS BOOLEAN) AS is_short_break,
    CAST(s.data_pack_legal_status_group AS VARCHAR) AS data_pack_legal_status_group,
    CAST(s.return_home_legal_status_group AS VARCHAR) AS return_home_legal_status_group,
    CAST(s.order_group AS VARCHAR) AS order_group,
    CAST(s.is_care_order AS BOOLEAN) AS is_care_order,
    CAST(s.is_interim AS BOOLEAN) AS is_interim,
    CAST(s.first_year AS INTEGER) AS first_year,
    CAST(s.last_year AS INTEGER) AS last_year
FROM seed_legal_status AS s
