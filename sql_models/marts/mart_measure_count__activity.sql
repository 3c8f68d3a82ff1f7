/*---
description: One row per count of referrals, assessments and what is open, LA, year and group.
grain: [count_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group.
---*/
WITH years_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        'Total' AS breakdown,
        'Total' AS breakdown_value,
        SUM(m.contacts) AS contacts,
        SUM(m.referrals) AS referrals,
        SUM(m.re_referrals) AS re_referrals,
        SUM(m.referrals_with_no_further_action) AS referrals_with_no_further_action,
        SUM(m.assessments_started) AS assessments_started,
        SUM(m.section_47_enquiries) AS section_47_enquiries,
        SUM(m.initial_child_protection_conferences) AS initial_child_protection_conferences,
        SUM(m.child_in_need_opened) AS child_in_need_opened,
        SUM(m.child_in_need_closed) AS child_in_need_closed,
        SUM(CASE WHEN EXTRACT(MONTH FROM m.month) = 3 THEN m.child_in_need_open_at_month_end END)
            AS child_in_need_open,
        SUM(CASE WHEN EXTRACT(MONTH FROM m.month) = 3 THEN m.child_protection_plans_open_at_month_end END)
            AS protection_plans_open
    FROM mart_activity_month AS m
    GROUP BY m.la_code, m.collection_year
)

SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'contacts' THEN g.contacts
        WHEN 'referrals' THEN g.referrals
        WHEN 're_referrals' THEN g.re_referrals
        WHEN 'referrals_with_no_further_action' THEN g.referrals_with_no_further_action
        WHEN 'assessments_started' THEN g.assessments_started
        WHEN 'section_47_enquiries' THEN g.section_47_enquiries
        WHEN 'initial_child_protection_conferences' THEN g.initial_child_protection_conferences
        WHEN 'child_in_need_opened' THEN g.child_in_need_opened
        WHEN 'child_in_need_closed' THEN g.child_in_need_closed
        WHEN 'child_in_need_open' THEN g.child_in_need_open
        WHEN 'protection_plans_open' THEN g.protection_plans_open
    END AS BIGINT) AS number
FROM years_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN (
        'contacts', 'referrals', 're_referrals', 'referrals_with_no_further_action',
        'assessments_started', 'section_47_enquiries',
        'initial_child_protection_conferences', 'child_in_need_opened',
        'child_in_need_closed', 'child_in_need_open', 'protection_plans_open'
    )
