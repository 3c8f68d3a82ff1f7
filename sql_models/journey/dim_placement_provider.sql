/*---
description: One row per placement provider code (PLACE_PROVIDER), with the groups of publications.
grain: [placement_provider_code]
columns:
  placement_provider_code: Code in the SSDA903 return.
source: >-
  Walsall appendix 14.5 and figure 29. An independent fostering agency has no code: it is a foster placement whose
  provider is private or voluntary.
---*/
SELECT
    CAST(s.code AS VARCHAR) AS placement_provider_code,
    CAST(s.label AS VARCHAR) AS label,
    CAST(s.provider_group AS VARCHAR) AS provider_group,
    CAST(s.is_own_provision AS BOOLEAN) AS is_own_provision,
    CAST(s.is_independent AS BOOLEAN) AS is_independent,
    CAST(s.first_year AS INTEGER) AS first_year,
    CAST(s.last_year AS INTEGER) AS last_year
FROM seed_placement_provider AS s
