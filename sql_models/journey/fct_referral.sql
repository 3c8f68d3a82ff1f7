/*---
description: One row per referral of a child, with the case that it began.
grain: [referral_key]
columns:
  referral_key: Key of the referral, from the child and the day.
  child_in_need_period_key: Time in need that it began or came in; NULL when there was no further action and none was running.
  collection_year: Collection year in which the referral came.
  referral_source: What the code stands for; Unknown when it is not in the list.
  referral_source_group: Group in which publications count the source; Unknown when the code is not in the list.
  primary_need: What the code stands for; Unknown when it is not in the list.
  closure_reason: What the code stands for; Open while no closure is told, Unknown when the code is not in the list.
  age_at_referral: Age in completed years, -1 before birth (expected, where it was still to come); NULL when neither date is known.
  age_at_closure: Age in completed years on the day of closure; NULL while open or when the date of birth is not known.
  days: Days from referral to closure as returned; NULL while open or when it is dated before the referral.
  previous_referral_date: The child's referral before, of those in the returns; NULL when there is none.
  days_since_previous_referral: Days since it.
  is_re_referral: Whether it came within 12 months of it, the same day of the twelfth month included.
  is_re_referral_known: Whether the census of the year of the referral and that of 12 months before are both held.
  return_collection_year: Collection year of the census that tells the case.
source: >-
  CIN census; re-referral as in DfE children in need: within 12 months of any earlier referral, one without further action
  included. Decision: where the censuses do not reach back 12 months, is_re_referral is still what they show and
  is_re_referral_known says no, so that a rate can leave those referrals out. The closure is as returned; the end of the
  period in need is closed where no census tells one.
---*/
WITH dated_referrals AS (
    SELECT
        r.*,
        EXTRACT(YEAR FROM r.referral_date)
        + CASE WHEN EXTRACT(MONTH FROM r.referral_date) >= 4 THEN 1 ELSE 0 END AS referral_collection_year,
        EXTRACT(YEAR FROM r.referral_date) * 10000
        + EXTRACT(MONTH FROM r.referral_date) * 100 + EXTRACT(DAY FROM r.referral_date) AS referral_number,
        EXTRACT(YEAR FROM r.closure_date) * 10000
        + EXTRACT(MONTH FROM r.closure_date) * 100 + EXTRACT(DAY FROM r.closure_date) AS closure_number,
        EXTRACT(YEAR FROM COALESCE(c.birth_date, c.expected_birth_date)) * 10000
        + EXTRACT(MONTH FROM COALESCE(c.birth_date, c.expected_birth_date)) * 100
        + EXTRACT(DAY FROM COALESCE(c.birth_date, c.expected_birth_date)) AS birth_number,
        LAG(r.referral_date) OVER (
            PARTITION BY r.child_key ORDER BY r.referral_date
        ) AS previous_referral_date
    FROM int_cases__in_force AS r
    LEFT JOIN dim_child AS c ON r.child_key = c.child_key
),

census_years AS (
    SELECT
        y.la_code,
        y.collection_year
    FROM int_census_years__returned AS y
    WHERE y.table_name = 'cin_details'
)

SELECT
    CAST(MD5(d.child_key || '|' || CAST(d.referral_date AS VARCHAR)) AS VARCHAR) AS referral_key,
    d.child_key,
    d.la_code,
    CAST(
        MD5(p.child_key || '|' || CAST(p.start_date AS VARCHAR)) AS VARCHAR
    ) AS child_in_need_period_key,
    d.referral_date,
    CAST(d.referral_collection_year AS INTEGER) AS collection_year,
    d.referral_source_code,
    CAST(COALESCE(s.label, 'Unknown') AS VARCHAR) AS referral_source,
    CAST(COALESCE(g.referral_source_group, 'Unknown') AS VARCHAR) AS referral_source_group,
    d.primary_need_code,
    CAST(COALESCE(n.label, 'Unknown') AS VARCHAR) AS primary_need,
    d.closure_date,
    d.closure_reason_code,
    CAST(
        CASE
            WHEN d.closure_date IS NULL AND d.closure_reason_code IS NULL THEN 'Open'
            ELSE COALESCE(e.label, 'Unknown')
        END AS VARCHAR
    ) AS closure_reason,
    CAST(FLOOR((d.referral_number - d.birth_number) / 10000) AS INTEGER) AS age_at_referral,
    CAST(FLOOR((d.closure_number - d.birth_number) / 10000) AS INTEGER) AS age_at_closure,
    CAST(
        CASE WHEN d.closure_date >= d.referral_date THEN d.closure_date - d.referral_date END AS INTEGER
    ) AS days,
    d.is_referral_no_further_action,
    d.number_of_referrals,
    CAST(d.previous_referral_date AS DATE) AS previous_referral_date,
    CAST(d.referral_date - d.previous_referral_date AS INTEGER) AS days_since_previous_referral,
    COALESCE(d.referral_date <= d.previous_referral_date + INTERVAL 12 MONTH, FALSE) AS is_re_referral,
    t.la_code IS NOT NULL AND b.la_code IS NOT NULL AS is_re_referral_known,
    CAST(d.collection_year AS INTEGER) AS return_collection_year,
    d.row_id
FROM dated_referrals AS d
LEFT JOIN int_child_in_need_periods__stitched AS p
    ON
        d.child_key = p.child_key
        AND d.referral_date >= p.start_date
        AND (p.end_date IS NULL OR d.referral_date < p.end_date OR d.referral_date = p.start_date)
LEFT JOIN census_years AS t
    ON d.la_code = t.la_code AND d.referral_collection_year = t.collection_year
LEFT JOIN census_years AS b
    ON d.la_code = b.la_code AND d.referral_collection_year - 1 = b.collection_year
LEFT JOIN seed_referral_source_group AS g ON d.referral_source_code = g.code
LEFT JOIN seed_cin_census_code AS s ON d.referral_source_code = s.code AND s.code_list = 'referral_source'
LEFT JOIN seed_cin_census_code AS n ON d.primary_need_code = n.code AND n.code_list = 'primary_need'
LEFT JOIN seed_cin_census_code AS e ON d.closure_reason_code = e.code AND e.code_list = 'closure_reason'
