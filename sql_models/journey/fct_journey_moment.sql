/*---
description: One row per event without duration in a child's journey, from all sources in one form.
grain: [object_key, event, child_key]
columns:
  event: Kind of event, as seed_journey_event names it.
  object_key: Key of the row of the fact that it comes from.
  detail: What kind of it, in a few words of a code list.
  event_date: Day of the event; the last day of the year for what is told of a whole year.
---*/
SELECT
    n.child_key,
    n.la_code,
    'Contact' AS event,
    n.contact_key AS object_key,
    n.contact_source AS detail,
    n.contact_date AS event_date,
    n.row_id
FROM fct_contact AS n
UNION ALL
SELECT
    r.child_key,
    r.la_code,
    'Referral' AS event,
    r.referral_key AS object_key,
    r.referral_source AS detail,
    r.referral_date AS event_date,
    r.row_id
FROM fct_referral AS r
UNION ALL
SELECT
    q.child_key,
    q.la_code,
    'Section 47 enquiry began' AS event,
    q.section_47_enquiry_key AS object_key,
    CAST(NULL AS VARCHAR) AS detail,
    q.start_date AS event_date,
    q.row_id
FROM fct_section_47_enquiry AS q
UNION ALL
SELECT
    f.child_key,
    f.la_code,
    f.conference_type AS event,
    f.conference_key AS object_key,
    CAST(NULL AS VARCHAR) AS detail,
    f.conference_date AS event_date,
    f.row_id
FROM fct_conference AS f
UNION ALL
SELECT
    o.child_key,
    o.la_code,
    'Order made' AS event,
    o.court_order_key AS object_key,
    o.order_type AS detail,
    o.order_date AS event_date,
    o.row_id
FROM fct_court_order AS o
WHERE o.child_key IS NOT NULL
UNION ALL
SELECT
    h.child_key,
    h.la_code,
    'Returned home' AS event,
    h.return_home_key AS object_key,
    h.reason_episode_ceased AS detail,
    h.return_date AS event_date,
    p.row_id
FROM fct_return_home AS h
INNER JOIN fct_period_of_care AS p ON h.period_of_care_key = p.period_of_care_key
UNION ALL
SELECT
    m.child_key,
    m.la_code,
    'Permanence' AS event,
    m.permanence_outcome_key AS object_key,
    m.outcome AS detail,
    m.outcome_date AS event_date,
    p.row_id
FROM fct_permanence_outcome AS m
INNER JOIN fct_period_of_care AS p ON m.period_of_care_key = p.period_of_care_key
UNION ALL
SELECT
    e.child_key,
    e.la_code,
    'Re-entered care' AS event,
    e.reentry_key AS object_key,
    e.earlier_exit_reason_group AS detail,
    e.start_date AS event_date,
    p.row_id
FROM fct_reentry AS e
INNER JOIN fct_period_of_care AS p ON e.period_of_care_key = p.period_of_care_key
UNION ALL
SELECT
    v.child_key,
    v.la_code,
    'Review' AS event,
    v.review_key AS object_key,
    v.participation AS detail,
    v.review_date AS event_date,
    v.row_id
FROM fct_review AS v
UNION ALL
SELECT
    a.child_key,
    a.la_code,
    'Adoption decision' AS event,
    a.adoption_decision_key AS object_key,
    a.outcome AS detail,
    a.decision_date AS event_date,
    a.row_id
FROM fct_adoption_decision AS a
UNION ALL
SELECT
    d.child_key,
    d.la_code,
    'Hearing' AS event,
    g.hearing_key AS object_key,
    g.hearing_type AS detail,
    g.hearing_date AS event_date,
    g.row_id
FROM fct_hearing AS g
INNER JOIN fct_application_child AS d ON g.care_proceedings_key = d.care_proceedings_key
WHERE d.child_key IS NOT NULL AND g.is_held
UNION ALL
-- The return tells of a care leaver's year, not of a day in it.
SELECT
    t.child_key,
    t.la_code,
    'Care leaver contact' AS event,
    t.care_leaver_contact_key AS object_key,
    t.in_touch AS detail,
    MAKE_DATE(t.collection_year, 3, 31) AS event_date,
    t.row_id
FROM fct_care_leaver_contact AS t
