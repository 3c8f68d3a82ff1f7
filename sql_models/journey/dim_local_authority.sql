/*---
description: One row per local authority with children's services, current and former.
grain: [la_code]
columns:
  london_part_code: Code of Inner or Outer London; NULL elsewhere.
  london_part: Inner London or Outer London; NULL elsewhere.
  valid_to: Last day of the code; NULL while it is in use.
  current_la_code: The newest code of the same DfE number, under which returns are kept.
---*/
WITH ranked_codes AS (
    SELECT
        s.la_code,
        s.dfe_la_code,
        ROW_NUMBER() OVER (
            PARTITION BY s.dfe_la_code ORDER BY s.valid_from DESC, s.la_code DESC
        ) AS preference
    FROM seed_local_authority AS s
    WHERE s.dfe_la_code IS NOT NULL
)

SELECT
    a.la_code,
    a.dfe_la_code,
    a.la_name,
    a.la_type,
    a.region_code,
    a.region_name,
    CAST(a.london_part_code AS VARCHAR) AS london_part_code,
    CAST(a.london_part AS VARCHAR) AS london_part,
    a.valid_from,
    CAST(a.valid_to AS DATE) AS valid_to,
    CAST(COALESCE(r.la_code, a.la_code) AS VARCHAR) AS current_la_code
FROM seed_local_authority AS a
LEFT JOIN ranked_codes AS r ON a.dfe_la_code = r.dfe_la_code AND r.preference = 1
