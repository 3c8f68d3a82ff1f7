/*---
description: One row per return home, a period of care that ended with the child going to live with parents or relatives.
grain: [return_home_key]
columns:
  return_home_key: Key of the return home, from the child, the day and the first day of care.
  reentry_period_of_care_key: Key of the child's next period of care; NULL when there is none in the returns held.
  return_date: Day on which care ended, the first day at home.
  collection_year: Collection year in which the child went home.
  return_number: Which return home of the child this is in the returns held, from 1.
  is_index_return_of_year: Whether it is the child's last return home of the year, by which a cohort of children counts it.
  reason_episode_ceased_code: Reason for leaving care.
  reason_episode_ceased: What the reason for leaving care stands for.
  age_at_return: Age in completed years on that day; NULL when the date of birth is not known.
  legal_status_before_code: Legal status in which care ended.
  legal_status_before: What that legal status stands for; Unknown when the code is not in the list.
  legal_status_before_group: Interim care order, Full care order, Section 20, Other or Unknown.
  category_of_need_code: Category of need when the period of care began.
  category_of_need: Category of need of this period of care, the latest before going home.
  first_category_of_need: Category of need of the child's first period of care in the returns held.
  days_looked_after: Days of this period of care; at least so many when its start was not observed.
  months_looked_after: Completed months of this period of care; at least so many when its start was not observed.
  reentry_date: First day of the child's next period of care; NULL when there is none in the returns held.
  is_reentered: Whether the child came back into care by the last day of the returns held.
  days_at_home: Days from going home to coming back, or to the end of the last day that the
    returns cover; 0 when the day itself is later, a slip.
  is_reentered_within_6_months: Whether the child came back by the same day six months later.
  is_reentered_within_1_year: Whether the child came back by the same day a year later.
  is_reentered_within_2_years: Whether the child came back by the same day two years later.
  is_reentered_within_5_years: Whether the child came back by the same day five years later.
  is_followed_6_months: Whether the returns held cover six months at home; only these belong in the rate.
  is_followed_1_year: Whether the returns held cover a year at home.
  is_followed_2_years: Whether the returns held cover two years at home.
  is_followed_5_years: Whether the returns held cover five years at home.
  position_at_end_of_returns: >-
    Where a child who came back was at the end of the returns held: Still looked after, Left care at 18 or over,
    Returned home again, Other; Not re-entered for who did not come back.
source: >-
  DfE data pack 2013, return home and figures 10 to 14. Left open there and decided here. Relatives: the counting rule
  relatives_count_as_home, applied, as the published numbers follow a code that held them; is_to_parental_responsibility
  has the strict definition. Reason for first entering care: both the first and this period's are told. Age: at the return.
  A child home twice in a year: the last counts, as the national file counts the last cessation, so that children home
  are among children who ceased. Re-entry is the next period of care, short breaks too; nobody leaves the
  denominator at 18, as there. Children placed with parents stay looked after and are not here.
---*/
WITH last_days AS (
    SELECT
        r.la_code,
        MAX(r.as_at_date) AS as_at_date
    FROM fct_return AS r
    WHERE r.source = 'ssda903' AND r.table_name = 'episodes'
    GROUP BY r.la_code
),

followed_periods AS (
    SELECT
        p.*,
        LEAD(p.start_date) OVER (PARTITION BY p.child_key ORDER BY p.start_date) AS next_start_date,
        LEAD(p.period_of_care_key) OVER (PARTITION BY p.child_key ORDER BY p.start_date) AS next_key,
        ROW_NUMBER() OVER (PARTITION BY p.child_key ORDER BY p.start_date DESC) AS periods_to_the_last
    FROM fct_period_of_care AS p
),

exits AS (
    SELECT
        p.*,
        c.is_to_parental_responsibility,
        COALESCE(
            c.is_to_parental_responsibility OR (c.is_return_home AND k.rule IS NOT NULL), FALSE
        ) AS is_home
    FROM followed_periods AS p
    LEFT JOIN seed_reason_episode_ceased AS c
        ON p.final_reason_episode_ceased_code = c.code
    LEFT JOIN seed_counting_rule AS k
        ON
            k.rule = 'relatives_count_as_home' AND k.is_applied
            AND p.end_collection_year >= COALESCE(k.first_year, 0)
            AND p.end_collection_year <= COALESCE(k.last_year, 9999)
)

SELECT
    CAST(MD5(
        h.child_key || '|' || CAST(h.end_date AS VARCHAR) || '|' || CAST(h.start_date AS VARCHAR)
    ) AS VARCHAR) AS return_home_key,
    h.child_key,
    h.la_code,
    h.period_of_care_key,
    CAST(h.next_key AS VARCHAR) AS reentry_period_of_care_key,
    CAST(h.end_date AS DATE) AS return_date,
    CAST(h.end_collection_year AS INTEGER) AS collection_year,
    CAST(ROW_NUMBER() OVER (PARTITION BY h.child_key ORDER BY h.start_date) AS INTEGER) AS return_number,
    CAST(ROW_NUMBER() OVER (
        PARTITION BY h.child_key, h.end_collection_year ORDER BY h.start_date DESC
    ) = 1 AS BOOLEAN) AS is_index_return_of_year,
    CAST(h.final_reason_episode_ceased_code AS VARCHAR) AS reason_episode_ceased_code,
    CAST(h.exit_reason AS VARCHAR) AS reason_episode_ceased,
    h.is_to_parental_responsibility,
    h.age_at_end AS age_at_return,
    CAST(h.final_legal_status_code AS VARCHAR) AS legal_status_before_code,
    CAST(COALESCE(s.label, 'Unknown') AS VARCHAR) AS legal_status_before,
    CAST(COALESCE(s.return_home_legal_status_group, 'Unknown') AS VARCHAR) AS legal_status_before_group,
    CAST(h.first_category_of_need_code AS VARCHAR) AS category_of_need_code,
    h.first_category_of_need AS category_of_need,
    CAST(o.first_category_of_need AS VARCHAR) AS first_category_of_need,
    h.days AS days_looked_after,
    CAST(
        (EXTRACT(YEAR FROM h.end_date) - EXTRACT(YEAR FROM h.start_date)) * 12
        + EXTRACT(MONTH FROM h.end_date) - EXTRACT(MONTH FROM h.start_date)
        - CASE WHEN EXTRACT(DAY FROM h.end_date) < EXTRACT(DAY FROM h.start_date) THEN 1 ELSE 0 END
        AS INTEGER
    ) AS months_looked_after,
    h.is_start_observed,
    h.is_short_break,
    CAST(h.next_start_date AS DATE) AS reentry_date,
    CAST(h.next_key IS NOT NULL AS BOOLEAN) AS is_reentered,
    CAST(GREATEST(
        DATE_DIFF('day', h.end_date, COALESCE(h.next_start_date, d.as_at_date + INTERVAL 1 DAY)), 0
    ) AS INTEGER) AS days_at_home,
    COALESCE(h.next_start_date <= h.end_date + INTERVAL 6 MONTH, FALSE) AS is_reentered_within_6_months,
    COALESCE(h.next_start_date <= h.end_date + INTERVAL 1 YEAR, FALSE) AS is_reentered_within_1_year,
    COALESCE(h.next_start_date <= h.end_date + INTERVAL 2 YEAR, FALSE) AS is_reentered_within_2_years,
    COALESCE(h.next_start_date <= h.end_date + INTERVAL 5 YEAR, FALSE) AS is_reentered_within_5_years,
    COALESCE(h.end_date + INTERVAL 6 MONTH <= d.as_at_date, FALSE) AS is_followed_6_months,
    COALESCE(h.end_date + INTERVAL 1 YEAR <= d.as_at_date, FALSE) AS is_followed_1_year,
    COALESCE(h.end_date + INTERVAL 2 YEAR <= d.as_at_date, FALSE) AS is_followed_2_years,
    COALESCE(h.end_date + INTERVAL 5 YEAR <= d.as_at_date, FALSE) AS is_followed_5_years,
    CAST(CASE
        WHEN h.next_key IS NULL THEN 'Not re-entered'
        WHEN l.end_date IS NULL THEN 'Still looked after'
        WHEN l.age_at_end >= 18 THEN 'Left care at 18 or over'
        WHEN l.is_home THEN 'Returned home again'
        ELSE 'Other'
    END AS VARCHAR) AS position_at_end_of_returns
FROM exits AS h
INNER JOIN exits AS l ON h.child_key = l.child_key AND l.periods_to_the_last = 1
INNER JOIN fct_period_of_care AS o ON h.child_key = o.child_key AND o.entry_number = 1
LEFT JOIN last_days AS d ON h.la_code = d.la_code
LEFT JOIN seed_legal_status AS s ON h.final_legal_status_code = s.code
WHERE h.is_home AND h.end_date IS NOT NULL
