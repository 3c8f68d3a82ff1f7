/*---
description: One row per local authority, month and kind of activity, with how many of it there were.
grain: [la_code, month_start_date, activity]
columns:
  month_start_date: First day of the month.
  activity: Contact, Referral, Assessment began and so on, as seed_journey_event names events; of referrals also which came again and which went no further.
  number: How many there were.
source: >-
  The facts of need, protection and care by their own days; months before the returns held are here as far as spells of
  returned years began in them, for what is open is what began and has not ended. Short breaks (V3, V4) are left out.
---*/
WITH activities AS (
    SELECT
        t.la_code,
        'Contact' AS activity,
        t.contact_date AS activity_date
    FROM fct_contact AS t
    UNION ALL
    SELECT
        t.la_code,
        'Referral' AS activity,
        t.referral_date AS activity_date
    FROM fct_referral AS t
    UNION ALL
    SELECT
        t.la_code,
        'Re-referral' AS activity,
        t.referral_date AS activity_date
    FROM fct_referral AS t
    WHERE t.is_re_referral
    UNION ALL
    SELECT
        t.la_code,
        'Referral without further action' AS activity,
        t.referral_date AS activity_date
    FROM fct_referral AS t
    WHERE t.is_referral_no_further_action
    UNION ALL
    SELECT
        t.la_code,
        'Assessment began' AS activity,
        t.start_date AS activity_date
    FROM fct_assessment AS t
    UNION ALL
    SELECT
        t.la_code,
        'Assessment authorised' AS activity,
        t.authorisation_date AS activity_date
    FROM fct_assessment AS t
    WHERE t.authorisation_date IS NOT NULL
    UNION ALL
    SELECT
        t.la_code,
        'Section 47 enquiry began' AS activity,
        t.start_date AS activity_date
    FROM fct_section_47_enquiry AS t
    UNION ALL
    SELECT
        t.la_code,
        t.conference_type AS activity,
        t.conference_date AS activity_date
    FROM fct_conference AS t
    UNION ALL
    SELECT
        t.la_code,
        'Child in need began' AS activity,
        t.start_date AS activity_date
    FROM fct_child_in_need_period AS t
    UNION ALL
    SELECT
        t.la_code,
        'Child in need ended' AS activity,
        t.end_date AS activity_date
    FROM fct_child_in_need_period AS t
    WHERE t.end_date IS NOT NULL
    UNION ALL
    SELECT
        t.la_code,
        'Child protection plan began' AS activity,
        t.start_date AS activity_date
    FROM fct_child_protection_plan AS t
    UNION ALL
    SELECT
        t.la_code,
        'Child protection plan ended' AS activity,
        t.end_date AS activity_date
    FROM fct_child_protection_plan AS t
    WHERE t.end_date IS NOT NULL
    UNION ALL
    SELECT
        t.la_code,
        'Period of care began' AS activity,
        t.start_date AS activity_date
    FROM fct_period_of_care AS t
    WHERE NOT t.is_short_break
    UNION ALL
    SELECT
        t.la_code,
        'Period of care ended' AS activity,
        t.end_date AS activity_date
    FROM fct_period_of_care AS t
    WHERE t.end_date IS NOT NULL AND NOT t.is_short_break
)

SELECT
    a.la_code,
    CAST(DATE_TRUNC('MONTH', a.activity_date) AS DATE) AS month_start_date,
    CAST(a.activity AS VARCHAR) AS activity,
    CAST(COUNT(*) AS BIGINT) AS number
FROM activities AS a
GROUP BY a.la_code, DATE_TRUNC('MONTH', a.activity_date), a.activity
