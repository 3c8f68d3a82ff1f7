/*---
description: One row per reason for placement change code (REASON_PLACE_CHANGE).
grain: [reason_for_placement_change_code]
columns:
  reason_for_placement_change_code: Code in the SSDA903 return.
source: SSDA903 code set; Walsall figure 30, whose shares are of all changes, those without a reason included.
---*/
SELECT
    CAST(s.code AS VARCHAR) AS reason_for_placement_change_code,
    CAST(s.label AS VARCHAR) AS label,
    CAST(s.first_year AS INTEGER) AS first_year,
    CAST(s.last_year AS INTEGER) AS last_year
FROM seed_reason_for_placement_change AS s
