/*---
description: One row per row of a court tracker about an order and each child that the row is about.
grain: [row_id, child_in_case]
columns:
  child_in_case: What tells a child of a case from another, as in int_application_children__linked; blank when the case has no children.
  child_key: Pseudonymous key of the child; NULL when the child is not linked.
  link_method: How the child was found; Child id, Child id of the case, Only child of the case, Every child of the case, Child id not in returns or Not linked.
source: >-
  docs/decisions/0012. An id of an order is that of the child in the case if a return has it, or if the tracker of the year has
  it for a child who was found by date of birth and sex. An order without an id is about every child whom the tracker of the
  same year has in the case; an id that nobody has is taken for the child of a case that has one child alone.
---*/
WITH known_children AS (
    SELECT DISTINCT i.child_key
    FROM int_children__in_returns AS i
),

told_orders AS (
    SELECT
        o.row_id,
        o.la_code,
        o.collection_year,
        o.case_number,
        o.order_type_code,
        o.order_date,
        o.order_end_date,
        o.child_key AS received_child_key,
        r.child_key AS own_child_key,
        k.child_key IS NOT NULL AS is_known
    FROM stg_court__court_order AS o
    LEFT JOIN int_children__resolved AS r ON o.child_key = r.received_child_key
    LEFT JOIN known_children AS k ON r.child_key = k.child_key
),

children_of_cases AS (
    SELECT
        l.la_code,
        l.collection_year,
        l.case_number,
        l.child_in_case,
        MAX(l.child_key) AS child_key,
        MAX(l.received_child_key) AS received_child_key,
        COUNT(*) OVER (PARTITION BY l.la_code, l.collection_year, l.case_number) AS children
    FROM int_application_children__linked AS l
    WHERE l.case_number IS NOT NULL
    GROUP BY l.la_code, l.collection_year, l.case_number, l.child_in_case
),

-- Which children a row without a known id may be about: the one with its id, the only one, or every one.
meant_children AS (
    SELECT
        o.row_id,
        c.child_in_case,
        c.child_key,
        CASE
            WHEN o.received_child_key = c.received_child_key THEN 'Child id of the case'
            WHEN c.children = 1 THEN 'Only child of the case'
            ELSE 'Every child of the case'
        END AS link_method,
        ROW_NUMBER() OVER (
            PARTITION BY o.row_id, o.received_child_key IS NULL
            ORDER BY c.received_child_key = o.received_child_key DESC NULLS LAST, c.child_in_case
        ) AS preference
    FROM told_orders AS o
    INNER JOIN children_of_cases AS c
        ON
            o.la_code = c.la_code
            AND o.collection_year = c.collection_year
            AND o.case_number = c.case_number
            AND (
                o.received_child_key IS NULL
                OR o.received_child_key = c.received_child_key
                OR c.children = 1
            )
    WHERE NOT o.is_known
),

linked_orders AS (
    SELECT
        o.*,
        CASE
            WHEN o.is_known THEN o.own_child_key ELSE COALESCE(m.child_key, o.own_child_key)
        END AS child_key,
        m.child_in_case,
        CASE
            WHEN o.is_known THEN 'Child id'
            WHEN m.child_key = o.own_child_key
                THEN 'Child id not in returns'
            WHEN m.child_key IS NOT NULL THEN m.link_method
            WHEN o.own_child_key IS NOT NULL THEN 'Child id not in returns'
            ELSE 'Not linked'
        END AS link_method
    FROM told_orders AS o
    LEFT JOIN meant_children AS m
        ON o.row_id = m.row_id AND (o.received_child_key IS NULL OR m.preference = 1)
)

SELECT
    l.row_id,
    CAST(COALESCE(l.child_key, l.child_in_case, '') AS VARCHAR) AS child_in_case,
    CAST(l.child_key AS VARCHAR) AS child_key,
    l.la_code,
    l.collection_year,
    l.case_number,
    l.order_type_code,
    l.order_date,
    l.order_end_date,
    CAST(l.link_method AS VARCHAR) AS link_method
FROM linked_orders AS l
