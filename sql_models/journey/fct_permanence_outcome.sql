/*---
description: One row per period of care that ended with an adoption, special guardianship or child arrangements order.
grain: [permanence_outcome_key]
columns:
  permanence_outcome_key: Key of the outcome, from the child, the day and the first day of care.
  outcome_date: Day on which care ended with the order.
  collection_year: Collection year in which care ended.
  outcome: Adopted, Special guardianship order or Child arrangements order.
  reason_episode_ceased_code: Reason for leaving care.
  reason_episode_ceased: What the reason for leaving care stands for.
  age_at_outcome: Age in completed years on the day; NULL when the date of birth is not known.
  days_from_start: Days of the period of care; at least so many when its start was not observed.
  adoption_decision_date: Day of the decision to place for adoption that led to the adoption; NULL for other outcomes.
  adoption_match_date: Day of the match with the adopters; NULL for other outcomes.
  days_from_decision_to_match: Days from that decision to the match; NULL for other outcomes.
  days_from_match_to_outcome: Days from the match to the end of care; NULL for other outcomes.
  is_adopted_by_foster_carer: Whether a former foster carer adopted the child; NULL for other outcomes.
  previous_permanence: What arrangement had broken down before this period of care; Unknown when not told of it.
  is_after_return: Whether the child had gone home before in the returns held.
source: >-
  SSDA903 code set, E11, E12 adopted, E43 to E48 special guardianship, E41 child arrangements (residence) order; the
  DfE data pack 2013 leaves all three out of returns home. An adoption takes the latest decision by its day that an
  AD1 table tells was followed by one.
---*/
WITH ended_periods AS (
    SELECT
        p.*,
        o.permanence_kind
    FROM fct_period_of_care AS p
    INNER JOIN seed_reason_episode_ceased AS o
        ON p.final_reason_episode_ceased_code = o.code
    WHERE o.permanence_kind <> 'None' AND p.end_date IS NOT NULL
),

decided_periods AS (
    SELECT
        e.*,
        d.decision_date,
        d.match_date,
        d.is_adopted_by_foster_carer,
        ROW_NUMBER() OVER (PARTITION BY e.period_of_care_key ORDER BY d.decision_date DESC) AS preference
    FROM ended_periods AS e
    LEFT JOIN fct_adoption_decision AS d
        ON
            e.child_key = d.child_key AND e.permanence_kind = 'Adoption' AND d.outcome = 'Adopted'
            AND e.end_date >= d.decision_date
),

first_returns_home AS (
    SELECT
        h.child_key,
        MIN(h.return_date) AS return_date
    FROM fct_return_home AS h
    GROUP BY h.child_key
)

SELECT
    CAST(MD5(
        p.child_key || '|' || CAST(p.end_date AS VARCHAR) || '|' || CAST(p.start_date AS VARCHAR)
    ) AS VARCHAR) AS permanence_outcome_key,
    p.child_key,
    p.la_code,
    p.period_of_care_key,
    CAST(p.end_date AS DATE) AS outcome_date,
    CAST(p.end_collection_year AS INTEGER) AS collection_year,
    CAST(p.exit_reason_group AS VARCHAR) AS outcome,
    CAST(p.final_reason_episode_ceased_code AS VARCHAR) AS reason_episode_ceased_code,
    CAST(p.exit_reason AS VARCHAR) AS reason_episode_ceased,
    p.age_at_end AS age_at_outcome,
    CAST(p.days AS INTEGER) AS days_from_start,
    p.is_start_observed,
    CAST(p.decision_date AS DATE) AS adoption_decision_date,
    CAST(p.match_date AS DATE) AS adoption_match_date,
    CAST(DATE_DIFF('day', p.decision_date, p.match_date) AS INTEGER) AS days_from_decision_to_match,
    CAST(DATE_DIFF('day', p.match_date, p.end_date) AS INTEGER) AS days_from_match_to_outcome,
    CAST(p.is_adopted_by_foster_carer AS BOOLEAN) AS is_adopted_by_foster_carer,
    CAST(COALESCE(b.previous_permanence, 'Unknown') AS VARCHAR) AS previous_permanence,
    COALESCE(h.return_date < p.end_date, FALSE) AS is_after_return
FROM decided_periods AS p
LEFT JOIN fct_previous_permanence AS b ON p.period_of_care_key = b.period_of_care_key
LEFT JOIN first_returns_home AS h ON p.child_key = h.child_key
WHERE p.preference = 1
