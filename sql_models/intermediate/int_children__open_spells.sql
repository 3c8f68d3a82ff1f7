/*---
description: One row per span of days on which a child was in need or looked after, as returns tell it; spans may overlap.
grain: [child_key, start_date, last_date, status]
columns:
  last_date: Last day of the span; NULL while it is open.
  status: In need or Looked after.
source: >-
  CIN census: from referral to closure as the latest census tells the case; one that it leaves open is taken to last no longer
  than the 31 March after the census's own. SSDA903: the episodes in force.
---*/
WITH ranked_cases AS (
    SELECT
        r.child_key,
        d.collection_year,
        d.referral_date,
        d.closure_date,
        ROW_NUMBER() OVER (
            PARTITION BY r.child_key, d.referral_date
            ORDER BY
                d.collection_year DESC,
                COALESCE(d.closure_date, DATE '9999-12-31') DESC,
                d.row_id DESC
        ) AS preference
    FROM stg_cin_census__cin_details AS d
    INNER JOIN int_children__resolved AS r ON d.child_key = r.received_child_key
    WHERE d.referral_date IS NOT NULL
)

SELECT DISTINCT
    c.child_key,
    c.referral_date AS start_date,
    CAST(COALESCE(c.closure_date, MAKE_DATE(c.collection_year + 1, 3, 31)) AS DATE) AS last_date,
    'In need' AS status
FROM ranked_cases AS c
WHERE c.preference = 1
UNION ALL
SELECT DISTINCT
    e.child_key,
    e.start_date,
    CAST(e.end_date - INTERVAL 1 DAY AS DATE) AS last_date,
    'Looked after' AS status
FROM int_episodes__in_force AS e
