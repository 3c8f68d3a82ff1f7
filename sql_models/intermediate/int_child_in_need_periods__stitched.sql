/*---
description: One row per time in need of a child, cases that overlap joined.
grain: [child_key, start_date]
columns:
  start_date: Day of the referral that began the period.
  end_date: First day after the last of its cases was closed; NULL while one is open.
  is_end_assumed: Whether no census tells the closure, so that the period ends with the last census that holds the case.
  primary_need_code: Primary need at the referral that began it.
  number_of_referrals: Referrals of the child in the period, the first and those without further action included.
source: >-
  CIN census, episode of need. Decisions: cases of a child that overlap are one period, as a child is in need once at a
  time; a case that is closed and a new referral of the same day or later are two, as publications count episodes by their
  closures. A referral without further action begins no period, as DfE does not count those children as in need.
---*/
WITH cases_after_others AS (
    SELECT
        c.*,
        MAX(COALESCE(c.end_date, DATE '9999-12-31')) OVER (
            PARTITION BY c.child_key ORDER BY c.referral_date
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS earlier_end_date
    FROM int_cases__in_force AS c
    WHERE NOT c.is_referral_no_further_action
),

cases_of_periods AS (
    SELECT
        a.*,
        SUM(CASE WHEN a.earlier_end_date > a.referral_date THEN 0 ELSE 1 END) OVER (
            PARTITION BY a.child_key ORDER BY a.referral_date
        ) AS period_number
    FROM cases_after_others AS a
),

placed_cases AS (
    SELECT
        o.*,
        MIN(o.referral_date) OVER (PARTITION BY o.child_key, o.period_number) AS start_date,
        ROW_NUMBER() OVER (
            PARTITION BY o.child_key, o.period_number
            ORDER BY COALESCE(o.end_date, DATE '9999-12-31') DESC, o.referral_date DESC
        ) AS cases_to_the_last
    FROM cases_of_periods AS o
),

periods AS (
    SELECT
        p.child_key,
        p.start_date,
        p.end_date,
        p.is_end_assumed,
        p.la_code,
        p.closure_reason_code,
        p.collection_year,
        p.row_id
    FROM placed_cases AS p
    WHERE p.cases_to_the_last = 1
)

SELECT
    p.child_key,
    CAST(p.start_date AS DATE) AS start_date,
    p.end_date,
    p.is_end_assumed,
    p.la_code,
    MAX(CASE WHEN r.referral_date = p.start_date THEN r.primary_need_code END) AS primary_need_code,
    p.closure_reason_code,
    CAST(SUM(r.number_of_referrals) AS INTEGER) AS number_of_referrals,
    p.collection_year,
    p.row_id
FROM periods AS p
INNER JOIN int_cases__in_force AS r
    ON
        p.child_key = r.child_key
        AND p.start_date <= r.referral_date
        AND (p.end_date IS NULL OR p.end_date > r.referral_date OR p.start_date = r.referral_date)
GROUP BY
    p.child_key, p.start_date, p.end_date, p.is_end_assumed, p.la_code, p.closure_reason_code,
    p.collection_year, p.row_id
