/*---
description: One row per child with what identifies it, for linking children across local authorities.
grain: [child_key]
columns:
  la_code: Local authority whose child it is.
  birth_date: Date of birth; NULL when no return tells it.
  sex: Male or Female; NULL when no return tells it.
  upn: Latest valid permanent UPN of the child; NULL when none is known.
  former_upn: Latest valid permanent UPN that the child had before; NULL when none is known.
  home_postcode: Postcode of the home from which the child last came into care, without blanks; NULL when none is known.
source: >-
  The latest collection year knows best, within it SSDA903 before the CIN census. Never released: these columns identify
  children.
---*/
WITH ranked_numbers AS (
    SELECT
        c.child_key,
        r.upn,
        ROW_NUMBER() OVER (
            PARTITION BY c.child_key ORDER BY r.collection_year DESC, r.source_order ASC, r.row_id DESC
        ) AS preference
    FROM int_child_ids__records AS r
    INNER JOIN int_children__resolved AS c ON r.received_child_key = c.received_child_key
    INNER JOIN int_upns__checked AS u ON r.upn = u.upn
    WHERE u.upn_state = 'Permanent'
),

ranked_former_numbers AS (
    SELECT
        c.child_key,
        r.former_upn,
        ROW_NUMBER() OVER (
            PARTITION BY c.child_key ORDER BY r.collection_year DESC, r.source_order ASC, r.row_id DESC
        ) AS preference
    FROM int_child_ids__records AS r
    INNER JOIN int_children__resolved AS c ON r.received_child_key = c.received_child_key
    INNER JOIN int_upns__checked AS u ON r.former_upn = u.upn
    WHERE u.upn_state = 'Permanent'
),

ranked_homes AS (
    SELECT
        c.child_key,
        REPLACE(e.home_postcode, ' ', '') AS home_postcode,
        ROW_NUMBER() OVER (
            PARTITION BY c.child_key
            ORDER BY e.collection_year DESC, COALESCE(e.start_date, DATE '1900-01-01') DESC, e.row_id DESC
        ) AS preference
    FROM stg_ssda903__episodes AS e
    INNER JOIN int_children__resolved AS c ON e.child_key = c.received_child_key
    WHERE e.home_postcode IS NOT NULL
)

SELECT
    t.child_key,
    t.la_code,
    t.birth_date,
    t.sex,
    CAST(n.upn AS VARCHAR) AS upn,
    CAST(f.former_upn AS VARCHAR) AS former_upn,
    CAST(h.home_postcode AS VARCHAR) AS home_postcode
FROM int_children__latest AS t
LEFT JOIN ranked_numbers AS n ON t.child_key = n.child_key AND n.preference = 1
LEFT JOIN ranked_former_numbers AS f ON t.child_key = f.child_key AND f.preference = 1
LEFT JOIN ranked_homes AS h ON t.child_key = h.child_key AND h.preference = 1
