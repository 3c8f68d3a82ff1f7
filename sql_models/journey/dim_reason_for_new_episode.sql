/*---
description: One row per reason for new episode code (RNE), with what is new in the episode.
grain: [reason_for_new_episode_code]
columns:
  reason_for_new_episode_code: Code in the SSDA903 return.
source: SSDA903 code set.
---*/
SELECT
    CAST(s.code AS VARCHAR) AS reason_for_new_episode_code,
    CAST(s.label AS VARCHAR) AS label,
    CAST(s.is_new_placement AS BOOLEAN) AS is_new_placement,
    CAST(s.is_new_period_of_care AS BOOLEAN) AS is_new_period_of_care,
    CAST(s.is_new_placement_type AS BOOLEAN) AS is_new_placement_type,
    CAST(s.is_new_legal_status AS BOOLEAN) AS is_new_legal_status,
    CAST(s.first_year AS INTEGER) AS first_year,
    CAST(s.last_year AS INTEGER) AS last_year
FROM seed_reason_for_new_episode AS s
