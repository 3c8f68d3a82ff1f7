/*---
description: One row per order of the family court about a child, interim orders too; an order about all children of a case is a row for each.
grain: [court_order_key]
columns:
  court_order_key: Key of the order, from the LA, the case number, the child, the kind of order and its day.
  care_proceedings_key: Key of the case; NULL when no application of that number is told.
  application_key: Key of the case's only application; NULL when the case has several or none, as trackers do not say which.
  order_type: Kind of order, readable; Unknown when the code is not in the list.
  order_group: Group of orders that reports show together; Unknown when the code is not in the list.
  is_interim: Whether it stands until the application is decided.
  is_final: Whether it settles the application.
  age_at_order: Age in completed years on the day of the order; NULL when the date of birth is not known.
  days_from_issue: Days from the first issue of the case to the order; NULL when the issue is not known.
  days: Days from the order to its end; NULL while it has none or when the end told is before it.
source: >-
  The same child, case, kind and day are the same order and the latest tracker knows best. order_end_date is as told; a tracker
  forgets an order when its case is closed, so an end that came later is not known and is not taken from other sources.
  A row that is not linked, and a kind that is in no list, stand only while no other year's tracker tells the order better.
  Links as in docs/decisions/0012.
---*/
WITH ranked_orders AS (
    SELECT
        o.*,
        g.order_group,
        g.is_interim,
        g.is_final,
        g.code IS NOT NULL AS is_listed,
        MAX(CASE WHEN g.code IS NOT NULL THEN o.collection_year END) OVER (
            PARTITION BY o.la_code, o.case_number, o.child_in_case, o.order_date
        ) AS listed_collection_year,
        MAX(o.collection_year) OVER (
            PARTITION BY o.la_code, o.case_number, o.order_type_code, o.order_date
        ) AS latest_collection_year,
        ROW_NUMBER() OVER (
            PARTITION BY o.la_code, o.case_number, o.child_in_case, o.order_type_code, o.order_date
            ORDER BY
                o.collection_year DESC,
                COALESCE(o.order_end_date, DATE '9999-12-31') DESC,
                o.link_method ASC,
                o.row_id DESC
        ) AS preference
    FROM int_court_orders__linked AS o
    LEFT JOIN seed_court_order_type AS g ON o.order_type_code = g.code
    WHERE o.order_date IS NOT NULL AND (o.case_number IS NOT NULL OR o.child_key IS NOT NULL)
),

orders AS (
    SELECT
        r.*,
        MD5(
            r.la_code || '|' || COALESCE(r.case_number, '') || '|' || r.child_in_case
            || '|' || COALESCE(r.order_type_code, '') || '|' || CAST(r.order_date AS VARCHAR)
        ) AS court_order_key
    FROM ranked_orders AS r
    WHERE
        r.preference = 1
        AND (r.is_listed OR COALESCE(r.listed_collection_year, r.collection_year) = r.collection_year)
        AND (
            r.link_method NOT IN ('Not linked', 'Child id not in returns')
            OR r.collection_year = r.latest_collection_year
        )
),

only_applications AS (
    SELECT
        a.la_code,
        a.case_number,
        MIN(a.application_key) AS application_key
    FROM fct_application AS a
    GROUP BY a.la_code, a.case_number
    HAVING COUNT(*) = 1
),

dated_orders AS (
    SELECT
        o.*,
        a.application_key,
        c.care_proceedings_key,
        c.first_issue_date,
        EXTRACT(YEAR FROM o.order_date) * 10000
        + EXTRACT(MONTH FROM o.order_date) * 100 + EXTRACT(DAY FROM o.order_date) AS order_number,
        EXTRACT(YEAR FROM d.birth_date) * 10000
        + EXTRACT(MONTH FROM d.birth_date) * 100 + EXTRACT(DAY FROM d.birth_date) AS birth_number
    FROM orders AS o
    LEFT JOIN only_applications AS a ON o.la_code = a.la_code AND o.case_number = a.case_number
    LEFT JOIN fct_care_proceedings AS c ON o.la_code = c.la_code AND o.case_number = c.case_number
    LEFT JOIN dim_child AS d ON o.child_key = d.child_key
)

SELECT
    CAST(d.court_order_key AS VARCHAR) AS court_order_key,
    d.child_key,
    d.la_code,
    CAST(d.care_proceedings_key AS VARCHAR) AS care_proceedings_key,
    CAST(d.application_key AS VARCHAR) AS application_key,
    d.case_number,
    d.order_date,
    d.order_end_date,
    d.order_type_code,
    CAST(COALESCE(k.label, 'Unknown') AS VARCHAR) AS order_type,
    CAST(COALESCE(d.order_group, 'Unknown') AS VARCHAR) AS order_group,
    CAST(COALESCE(d.is_interim, FALSE) AS BOOLEAN) AS is_interim,
    CAST(COALESCE(d.is_final, FALSE) AS BOOLEAN) AS is_final,
    CAST(FLOOR((d.order_number - d.birth_number) / 10000) AS INTEGER) AS age_at_order,
    CAST(DATE_DIFF('day', d.first_issue_date, d.order_date) AS INTEGER) AS days_from_issue,
    CAST(CASE
        WHEN d.order_end_date >= d.order_date THEN DATE_DIFF('day', d.order_date, d.order_end_date)
    END AS INTEGER) AS days,
    d.link_method,
    d.collection_year,
    d.row_id
FROM dated_orders AS d
LEFT JOIN seed_court_code AS k ON k.code_list = 'order_type' AND d.order_type_code = k.code
