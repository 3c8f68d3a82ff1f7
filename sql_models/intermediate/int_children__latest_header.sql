/*---
description: One row per child, the child's header in the latest return that has one.
grain: [child_key]
source: Facts about a child are corrected from return to return, so the latest return knows best.
---*/
WITH ranked_headers AS (
    SELECT
        h.child_key,
        h.la_code,
        h.collection_year,
        h.sex_code,
        h.birth_date,
        h.ethnicity_code,
        ROW_NUMBER() OVER (
            PARTITION BY h.child_key
            ORDER BY h.collection_year DESC, h.row_id DESC
        ) AS preference
    FROM stg_ssda903__header AS h
    WHERE h.child_key IS NOT NULL
)

SELECT
    r.child_key,
    r.la_code,
    r.collection_year,
    r.sex_code,
    r.birth_date,
    r.ethnicity_code
FROM ranked_headers AS r
WHERE r.preference = 1
