/*---
description: One row per case of a child, from referral to closure, as the latest census tells it.
grain: [child_key, referral_date]
columns:
  is_referral_no_further_action: Whether nothing followed the referral; no when it is not told.
  end_date: First day that the case no longer covers; NULL while it is open.
  is_end_assumed: Whether the end was set here because no census tells a closure that can be.
source: >-
  A census holds every case open at any time in its year. A case that was left open and is not in the authority's latest
  census ended no later than the first day after the last census that holds it: a year without any census is no sign of
  it. A referral without further action ends on its day, and so does a case closed before its referral. A closure dated
  after the last day of its census is a slip, as nobody can know of it: the case is open.
---*/
WITH ended_cases AS (
    SELECT
        r.*,
        CASE
            WHEN r.closure_date < r.referral_date THEN r.referral_date
            WHEN r.closure_date <= COALESCE(r.as_at_date, r.closure_date) THEN r.closure_date
            WHEN r.is_referral_no_further_action THEN r.referral_date
            WHEN r.collection_year < r.latest_collection_year THEN CAST(r.as_at_date + INTERVAL 1 DAY AS DATE)
        END AS end_date
    FROM int_cases__returned AS r
    WHERE r.case_preference = 1
)

SELECT
    e.child_key,
    e.referral_date,
    e.la_code,
    e.referral_source_code,
    e.primary_need_code,
    e.closure_date,
    e.closure_reason_code,
    CAST(COALESCE(e.is_referral_no_further_action, FALSE) AS BOOLEAN) AS is_referral_no_further_action,
    CAST(e.end_date AS DATE) AS end_date,
    COALESCE(e.end_date <> e.closure_date, e.end_date IS NOT NULL) AS is_end_assumed,
    e.number_of_referrals,
    e.collection_year,
    e.row_id
FROM ended_cases AS e
