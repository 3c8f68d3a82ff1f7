/*---
description: One row per child, the first day on which its local authority knew of it as far as the returns tell.
grain: [child_key]
columns:
  la_code: Local authority whose child it is.
  first_known_date: Earliest referral or episode of the child; without any, 1 April of the first collection year that holds it.
source: >-
  Referrals of the CIN census and episodes of the SSDA903 return, dated no later than the collection year. Decided here,
  since no return says when a child came to an authority.
---*/
WITH first_days AS (
    SELECT
        d.child_key AS received_child_key,
        MIN(d.referral_date) AS first_date
    FROM stg_cin_census__cin_details AS d
    WHERE d.referral_date <= MAKE_DATE(d.collection_year, 3, 31)
    GROUP BY d.child_key
    UNION ALL
    SELECT
        e.child_key AS received_child_key,
        MIN(e.start_date) AS first_date
    FROM stg_ssda903__episodes AS e
    WHERE e.start_date <= MAKE_DATE(e.collection_year, 3, 31)
    GROUP BY e.child_key
),

first_years AS (
    SELECT
        c.child_key,
        MAX(c.la_code) AS la_code,
        MAKE_DATE(MIN(r.collection_year) - 1, 4, 1) AS first_day_of_year
    FROM int_child_ids__received AS r
    INNER JOIN int_children__resolved AS c ON r.received_child_key = c.received_child_key
    GROUP BY c.child_key
),

first_events AS (
    SELECT
        c.child_key,
        MIN(d.first_date) AS first_date
    FROM first_days AS d
    INNER JOIN int_children__resolved AS c ON d.received_child_key = c.received_child_key
    GROUP BY c.child_key
)

SELECT
    y.child_key,
    CAST(y.la_code AS VARCHAR) AS la_code,
    CAST(COALESCE(e.first_date, y.first_day_of_year) AS DATE) AS first_known_date
FROM first_years AS y
LEFT JOIN first_events AS e ON y.child_key = e.child_key
