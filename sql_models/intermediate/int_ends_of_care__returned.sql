/*---
description: One row per episode of a return that no episode of the child goes on from, open ones among them.
grain: [row_id]
columns:
  row_id: File and data row of the episode.
source: SSDA903 validation rules 577 and 707, on what cannot go on when the child is no longer looked after.
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    e.end_date
FROM stg_ssda903__episodes AS e
WHERE
    NOT EXISTS (
        SELECT 1
        FROM stg_ssda903__episodes AS n
        WHERE
            n.la_code = e.la_code AND n.collection_year = e.collection_year AND n.child_key = e.child_key
            AND n.start_date <= e.end_date
            AND COALESCE(n.end_date > e.end_date, TRUE)
    )
