/*---
description: One row per LA and month of the years returned, with what was opened and closed in it and open at its end.
grain: [la_code, month]
columns:
  month: First day of the month.
  collection_year: Collection year of the month, the year in which the 31 March falls.
  as_at_date: Last day of the year that any return covers; a month in which it lies is not whole.
  population_0_17: Children aged 0 to 17; NULL where no estimate is held.
  population_mid_year: Year of the 30 June of that estimate, the one within the collection year.
  population_published_in: Release that carried the estimate; estimates are rebased between releases.
  contacts: Contacts of the month.
  referrals: Referrals of the month, those without further action included.
  re_referrals: Referrals within 12 months of the child's referral before.
  referrals_with_no_further_action: Referrals that began no time in need.
  assessments_started: Assessments that began in the month.
  assessments_completed: Assessments authorised in the month.
  section_47_enquiries: Section 47 enquiries that began in the month.
  initial_child_protection_conferences: Initial child protection conferences of the month.
  review_child_protection_conferences: Review conferences of the month.
  child_in_need_opened: Times in need that began in the month.
  child_in_need_closed: Times in need that ended in the month.
  child_in_need_open_at_month_end: Times in need open when the month had ended.
  child_protection_plans_opened: Child protection plans that began in the month.
  child_protection_plans_closed: Child protection plans that ended in the month.
  child_protection_plans_open_at_month_end: Child protection plans open when the month had ended.
  looked_after_opened: Periods of care, short breaks left out, that began in the month.
  looked_after_closed: Periods of care, short breaks left out, that ended in the month.
  looked_after_open_at_month_end: Periods of care, short breaks left out, open when the month had ended.
  contacts_per_10k: contacts per 10,000 children.
  referrals_per_10k: referrals per 10,000 children.
  assessments_per_10k: assessments_completed per 10,000 children.
  section_47_enquiries_per_10k: section_47_enquiries per 10,000 children.
  initial_child_protection_conferences_per_10k: initial_child_protection_conferences per 10,000 children.
  child_in_need_per_10k: child_in_need_open_at_month_end per 10,000 children.
  child_protection_plans_per_10k: child_protection_plans_open_at_month_end per 10,000 children.
  looked_after_per_10k: looked_after_open_at_month_end per 10,000 children.
warnings:
  - What a source tells is NULL for months that no return of it covers, not nought.
  - What is open at a month's end must not be summed over months.
source: >-
  CIN census, SSDA903, local contacts. Rates are of the month alone, as Walsall's needs assessment 2018, section 3, has them.
  Decision: the population is that of the 30 June within the collection year, as in DfE's rates of a year; Walsall
  took the one before, the newest when it wrote. It is told beside, so that any other may be taken.
---*/
-- A month without any activity is there too, and one before the returns, for what is open began in an earlier one.
WITH all_months AS (
    SELECT
        m.la_code,
        m.month_start_date
    FROM fct_return_month AS m
    UNION
    SELECT
        k.la_code,
        k.month_start_date
    FROM fct_activity_month AS k
),

counted_months AS (
    SELECT
        l.la_code,
        l.month_start_date,
        SUM(CASE WHEN k.activity = 'Contact' THEN k.number ELSE 0 END) AS contacts,
        SUM(CASE WHEN k.activity = 'Referral' THEN k.number ELSE 0 END) AS referrals,
        SUM(CASE WHEN k.activity = 'Re-referral' THEN k.number ELSE 0 END) AS again,
        SUM(CASE WHEN k.activity = 'Referral without further action' THEN k.number ELSE 0 END) AS no_action,
        SUM(CASE WHEN k.activity = 'Assessment began' THEN k.number ELSE 0 END) AS assessing,
        SUM(CASE WHEN k.activity = 'Assessment authorised' THEN k.number ELSE 0 END) AS assessed,
        SUM(CASE WHEN k.activity = 'Section 47 enquiry began' THEN k.number ELSE 0 END) AS enquiries,
        SUM(CASE WHEN k.activity = 'Initial conference' THEN k.number ELSE 0 END) AS initials,
        SUM(CASE WHEN k.activity = 'Review conference' THEN k.number ELSE 0 END) AS reviews,
        SUM(CASE WHEN k.activity = 'Child in need began' THEN k.number ELSE 0 END) AS need_opened,
        SUM(CASE WHEN k.activity = 'Child in need ended' THEN k.number ELSE 0 END) AS need_closed,
        SUM(CASE WHEN k.activity = 'Child protection plan began' THEN k.number ELSE 0 END) AS plans_opened,
        SUM(CASE WHEN k.activity = 'Child protection plan ended' THEN k.number ELSE 0 END) AS plans_closed,
        SUM(CASE WHEN k.activity = 'Period of care began' THEN k.number ELSE 0 END) AS care_opened,
        SUM(CASE WHEN k.activity = 'Period of care ended' THEN k.number ELSE 0 END) AS care_closed
    FROM all_months AS l
    LEFT JOIN fct_activity_month AS k ON l.la_code = k.la_code AND l.month_start_date = k.month_start_date
    GROUP BY l.la_code, l.month_start_date
),

open_months AS (
    SELECT
        c.*,
        SUM(c.need_opened - c.need_closed) OVER months AS need_open,
        SUM(c.plans_opened - c.plans_closed) OVER months AS plans_open,
        SUM(c.care_opened - c.care_closed) OVER months AS care_open
    FROM counted_months AS c
    WINDOW months AS (PARTITION BY c.la_code ORDER BY c.month_start_date)
)

SELECT
    m.la_code,
    a.la_name,
    CAST(m.month_start_date AS DATE) AS month,
    m.collection_year,
    m.as_at_date,
    p.population AS population_0_17,
    p.mid_year AS population_mid_year,
    CAST(p.published_in AS VARCHAR) AS population_published_in,
    CAST(CASE WHEN m.has_contacts THEN o.contacts END AS BIGINT) AS contacts,
    CAST(CASE WHEN m.has_cin_census THEN o.referrals END AS BIGINT) AS referrals,
    CAST(CASE WHEN m.has_cin_census THEN o.again END AS BIGINT) AS re_referrals,
    CAST(CASE WHEN m.has_cin_census THEN o.no_action END AS BIGINT) AS referrals_with_no_further_action,
    CAST(CASE WHEN m.has_cin_census THEN o.assessing END AS BIGINT) AS assessments_started,
    CAST(CASE WHEN m.has_cin_census THEN o.assessed END AS BIGINT) AS assessments_completed,
    CAST(CASE WHEN m.has_cin_census THEN o.enquiries END AS BIGINT) AS section_47_enquiries,
    CAST(CASE WHEN m.has_cin_census THEN o.initials END AS BIGINT) AS initial_child_protection_conferences,
    CAST(CASE WHEN m.has_cin_census THEN o.reviews END AS BIGINT) AS review_child_protection_conferences,
    CAST(CASE WHEN m.has_cin_census THEN o.need_opened END AS BIGINT) AS child_in_need_opened,
    CAST(CASE WHEN m.has_cin_census THEN o.need_closed END AS BIGINT) AS child_in_need_closed,
    CAST(CASE WHEN m.has_cin_census THEN o.need_open END AS BIGINT) AS child_in_need_open_at_month_end,
    CAST(CASE WHEN m.has_cin_census THEN o.plans_opened END AS BIGINT) AS child_protection_plans_opened,
    CAST(CASE WHEN m.has_cin_census THEN o.plans_closed END AS BIGINT) AS child_protection_plans_closed,
    CAST(CASE WHEN m.has_cin_census THEN o.plans_open END AS BIGINT)
        AS child_protection_plans_open_at_month_end,
    CAST(CASE WHEN m.has_ssda903 THEN o.care_opened END AS BIGINT) AS looked_after_opened,
    CAST(CASE WHEN m.has_ssda903 THEN o.care_closed END AS BIGINT) AS looked_after_closed,
    CAST(CASE WHEN m.has_ssda903 THEN o.care_open END AS BIGINT) AS looked_after_open_at_month_end,
    CAST(CASE WHEN m.has_contacts THEN o.contacts * 10000.0 / p.population END AS DOUBLE) AS contacts_per_10k,
    CAST(
        CASE WHEN m.has_cin_census THEN o.referrals * 10000.0 / p.population END AS DOUBLE
    ) AS referrals_per_10k,
    CAST(
        CASE WHEN m.has_cin_census THEN o.assessed * 10000.0 / p.population END AS DOUBLE
    ) AS assessments_per_10k,
    CAST(
        CASE WHEN m.has_cin_census THEN o.enquiries * 10000.0 / p.population END AS DOUBLE
    ) AS section_47_enquiries_per_10k,
    CAST(
        CASE WHEN m.has_cin_census THEN o.initials * 10000.0 / p.population END AS DOUBLE
    ) AS initial_child_protection_conferences_per_10k,
    CAST(
        CASE WHEN m.has_cin_census THEN o.need_open * 10000.0 / p.population END AS DOUBLE
    ) AS child_in_need_per_10k,
    CAST(
        CASE WHEN m.has_cin_census THEN o.plans_open * 10000.0 / p.population END AS DOUBLE
    ) AS child_protection_plans_per_10k,
    CAST(
        CASE WHEN m.has_ssda903 THEN o.care_open * 10000.0 / p.population END AS DOUBLE
    ) AS looked_after_per_10k
FROM fct_return_month AS m
INNER JOIN open_months AS o ON m.la_code = o.la_code AND m.month_start_date = o.month_start_date
INNER JOIN dim_local_authority AS a ON m.la_code = a.la_code
LEFT JOIN seed_population_0_17 AS p ON m.la_code = p.la_code AND m.collection_year - 1 = p.mid_year
WHERE m.has_contacts OR m.has_cin_census OR m.has_ssda903
