/*---
description: One row per decision that a child should be placed for adoption, with what became of it.
grain: [adoption_decision_key]
columns:
  adoption_decision_key: Key of the decision, from the child and its day.
  period_of_care_key: Key of the period of care in which it was taken; NULL when the returns held have none.
  reversal_reason: What the reason for a reversal stands for; Unknown when not told, None while the decision stands.
  outcome: Adopted, Reversed, or Standing as far as the returns held tell.
  age_at_decision: Age in completed years on the day; NULL when the date of birth is not known.
  days_from_start: Days from the start of the period of care to the decision; NULL when that start was not observed.
  days_to_match: Days from the decision to the match; NULL without one.
  days_to_reversal: Days from the decision to its reversal; NULL without one.
  adopter_sex: Sex of the adopters; Unknown unless told.
  adopter_legal_status: Legal status of the adopters; Unknown unless told.
source: >-
  SSDA903 guide, should be placed for adoption and AD1. An adoption that followed weighs more than a reversal.
  A day on which one period of care ends and the next begins belongs to the next. Before the first period in the returns held lies what belongs to it, when its true start was not observed.
---*/
WITH placed_decisions AS (
    SELECT
        t.*,
        p.period_of_care_key,
        CASE WHEN p.is_start_observed THEN p.start_date END AS observed_start_date,
        ROW_NUMBER() OVER (
            PARTITION BY t.child_key, t.decision_date ORDER BY p.start_date DESC
        ) AS preference
    FROM int_adoption_decisions__in_force AS t
    LEFT JOIN fct_period_of_care AS p
        ON
            t.child_key = p.child_key
            AND (t.decision_date >= p.start_date OR (p.entry_number = 1 AND NOT p.is_start_observed))
            AND (p.end_date IS NULL OR t.decision_date <= p.end_date)
)

SELECT
    CAST(MD5(d.child_key || '|' || CAST(d.decision_date AS VARCHAR)) AS VARCHAR) AS adoption_decision_key,
    d.child_key,
    d.la_code,
    CAST(d.period_of_care_key AS VARCHAR) AS period_of_care_key,
    d.decision_date,
    d.match_date,
    d.reversed_date,
    d.reversal_reason_code,
    CAST(CASE
        WHEN d.reversed_date IS NULL THEN 'None'
        ELSE COALESCE(r.label, 'Unknown')
    END AS VARCHAR) AS reversal_reason,
    CAST(CASE
        WHEN d.is_adopted THEN 'Adopted'
        WHEN d.reversed_date IS NOT NULL THEN 'Reversed'
        ELSE 'Standing'
    END AS VARCHAR) AS outcome,
    CAST(FLOOR((
        EXTRACT(YEAR FROM d.decision_date) * 10000 + EXTRACT(MONTH FROM d.decision_date) * 100
        + EXTRACT(DAY FROM d.decision_date)
        - EXTRACT(YEAR FROM c.birth_date) * 10000 - EXTRACT(MONTH FROM c.birth_date) * 100
        - EXTRACT(DAY FROM c.birth_date)
    ) / 10000) AS INTEGER) AS age_at_decision,
    CAST(DATE_DIFF('day', d.observed_start_date, d.decision_date) AS INTEGER) AS days_from_start,
    CAST(DATE_DIFF('day', d.decision_date, d.match_date) AS INTEGER) AS days_to_match,
    CAST(DATE_DIFF('day', d.decision_date, d.reversed_date) AS INTEGER) AS days_to_reversal,
    d.is_adopted_by_foster_carer,
    d.number_of_adopters_code,
    d.adopter_sex_code,
    CAST(COALESCE(x.label, 'Unknown') AS VARCHAR) AS adopter_sex,
    d.adopter_legal_status_code,
    CAST(COALESCE(l.label, 'Unknown') AS VARCHAR) AS adopter_legal_status,
    d.collection_year,
    d.row_id
FROM placed_decisions AS d
LEFT JOIN dim_child AS c ON d.child_key = c.child_key
LEFT JOIN seed_ssda903_code AS r
    ON r.code_list = 'adoption_reversal_reason' AND d.reversal_reason_code = r.code
LEFT JOIN seed_ssda903_code AS x
    ON x.code_list = 'adopter_sex' AND d.adopter_sex_code = x.code
LEFT JOIN seed_ssda903_code AS l
    ON l.code_list = 'adopter_legal_status' AND d.adopter_legal_status_code = l.code
WHERE d.preference = 1
