/*---
description: One row per child protection plan of a child, as the latest census tells it, ended so that no two overlap.
grain: [child_key, start_date]
columns:
  end_date: First day that the plan no longer covers; NULL while it is in force.
  is_end_assumed: Whether the end was set here because a census left it open, or overlapping, or before its start.
source: >-
  A child has one child protection plan at a time, so a plan ends at the latest when the child's next one begins. A census
  holds every plan in force in its year. One that was left open and is not in the authority's latest census with plans
  ended no later than the first day after the last census that holds it. An end dated after the last day of its census is
  a slip, as nobody can know of it: the plan is in force.
---*/
WITH followed_plans AS (
    SELECT
        r.*,
        LEAD(r.start_date) OVER (PARTITION BY r.child_key ORDER BY r.start_date) AS next_start_date
    FROM int_child_protection_plans__returned AS r
    WHERE r.plan_preference = 1
),

ended_plans AS (
    SELECT
        f.*,
        CASE
            WHEN f.end_date < f.start_date THEN f.start_date
            WHEN f.end_date <= COALESCE(f.as_at_date, f.end_date) THEN f.end_date
            WHEN f.collection_year < f.latest_collection_year THEN CAST(f.as_at_date + INTERVAL 1 DAY AS DATE)
        END AS last_possible_date
    FROM followed_plans AS f
),

cut_plans AS (
    SELECT
        n.*,
        CASE
            WHEN n.next_start_date < COALESCE(n.last_possible_date, DATE '9999-12-31') THEN n.next_start_date
            ELSE n.last_possible_date
        END AS assumed_end_date
    FROM ended_plans AS n
)

SELECT
    e.child_key,
    e.start_date,
    CAST(e.assumed_end_date AS DATE) AS end_date,
    COALESCE(e.assumed_end_date <> e.end_date, e.assumed_end_date IS NOT NULL) AS is_end_assumed,
    e.la_code,
    e.referral_date,
    e.initial_category_of_abuse_code,
    e.latest_category_of_abuse_code,
    e.previous_plan_count,
    e.collection_year,
    e.row_id
FROM cut_plans AS e
