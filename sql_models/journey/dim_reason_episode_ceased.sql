/*---
description: One row per reason episode ceased code (REC), with every group that publications put it in.
grain: [reason_episode_ceased_code]
columns:
  reason_episode_ceased_code: Code in the SSDA903 return.
source: >-
  Walsall figure 34, short names of 14.6 and 14.8; DfE data pack 2013, definition of return home. Not settled there:
  E13 is with the returns home as the published group is parents or relatives, E15 to E17 with the other reasons, and
  E4 of earlier years, which had no codes for who had parental responsibility, counts as a return to it.
---*/
SELECT
    CAST(s.code AS VARCHAR) AS reason_episode_ceased_code,
    CAST(s.label AS VARCHAR) AS label,
    CAST(s.exit_reason_group AS VARCHAR) AS exit_reason_group,
    CAST(s.exit_reason_short AS VARCHAR) AS exit_reason_short,
    CAST(s.permanence_kind AS VARCHAR) AS permanence_kind,
    CAST(s.is_end_of_care AS BOOLEAN) AS is_end_of_care,
    CAST(s.is_return_home AS BOOLEAN) AS is_return_home,
    CAST(s.is_to_parental_responsibility AS BOOLEAN) AS is_to_parental_responsibility,
    CAST(s.first_year AS INTEGER) AS first_year,
    CAST(s.last_year AS INTEGER) AS last_year
FROM seed_reason_episode_ceased AS s
