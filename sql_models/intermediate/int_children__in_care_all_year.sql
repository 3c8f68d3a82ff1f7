/*---
description: One row per child of a return who was looked after all through its year, short breaks apart.
grain: [la_code, collection_year, child_key]
columns:
  collection_year: Collection year of the return; the year ends on its 31 March.
source: SSDA903 validation rules 185 to 198, on children looked after for 12 months.
---*/
SELECT
    e.la_code,
    e.collection_year,
    e.child_key
FROM stg_ssda903__episodes AS e
WHERE e.child_key IS NOT NULL AND COALESCE(e.legal_status_code, '') NOT IN ('V3', 'V4')
GROUP BY e.la_code, e.collection_year, e.child_key
HAVING
    -- In care on 1 April, and neither out of care nor into it again by 31 March.
    COUNT(
        CASE
            WHEN
                e.start_date <= MAKE_DATE(e.collection_year - 1, 4, 1)
                AND COALESCE(e.end_date, DATE '9999-12-31') > MAKE_DATE(e.collection_year - 1, 4, 1)
                THEN 1
        END
    ) > 0
    AND COUNT(
        CASE
            WHEN
                e.start_date > MAKE_DATE(e.collection_year - 1, 4, 1)
                AND e.start_date <= MAKE_DATE(e.collection_year, 3, 31)
                AND e.reason_for_new_episode_code = 'S'
                THEN 1
            WHEN
                e.end_date > MAKE_DATE(e.collection_year - 1, 4, 1)
                AND e.end_date <= MAKE_DATE(e.collection_year, 3, 31)
                AND e.reason_episode_ceased_code <> 'X1'
                THEN 1
        END
    ) = 0
