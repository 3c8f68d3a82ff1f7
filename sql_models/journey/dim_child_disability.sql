/*---
description: One row per child and disability that the latest CIN census with the child's disabilities tells.
grain: [child_key, disability_code]
columns:
  la_code: Local authority whose child it is.
  disability: What the code stands for; Unknown when it is not in the list.
source: >-
  A census tells all disabilities of a child, so the latest one that tells any replaces the others. NONE is no disability and
  has no row; beside others it is taken for a slip.
---*/
WITH disabilities AS (
    SELECT
        c.child_key,
        c.la_code,
        d.disability_code,
        d.collection_year,
        MAX(d.collection_year) OVER (PARTITION BY c.child_key) AS latest_collection_year
    FROM stg_cin_census__disabilities AS d
    INNER JOIN int_children__resolved AS c ON d.child_key = c.received_child_key
    WHERE d.disability_code IS NOT NULL
)

SELECT
    d.child_key,
    CAST(MAX(d.la_code) AS VARCHAR) AS la_code,
    d.disability_code,
    CAST(MAX(COALESCE(s.label, 'Unknown')) AS VARCHAR) AS disability,
    d.collection_year
FROM disabilities AS d
LEFT JOIN seed_cin_census_code AS s ON d.disability_code = s.code AND s.code_list = 'disability'
WHERE d.collection_year = d.latest_collection_year AND d.disability_code <> 'NONE'
GROUP BY d.child_key, d.disability_code, d.collection_year
