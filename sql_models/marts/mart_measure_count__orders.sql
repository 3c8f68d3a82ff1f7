/*---
description: One row per count of the way to adoption, LA, year and group.
grain: [count_id, la_code, collection_year, breakdown, breakdown_value]
columns:
  breakdown: What the count is broken down by; Total for all.
  breakdown_value: Group within the breakdown; Total for all.
  number: Number in the group.
source: DfE adoption scorecard, A1 to A3 and A10; a child counts where both dates are known and in order
---*/
WITH placed_dates AS (
    SELECT
        e.period_of_care_key,
        MIN(e.start_date) AS placed_date
    FROM fct_placement_episode AS e
    WHERE e.placement_group = 'Placed for adoption'
    GROUP BY e.period_of_care_key
),

order_dates AS (
    SELECT
        s.period_of_care_key,
        MIN(s.start_date) AS order_date
    FROM fct_legal_status_spell AS s
    WHERE s.legal_status_code = 'E1'
    GROUP BY s.period_of_care_key
),

outcomes AS (
    SELECT
        o.la_code,
        o.collection_year,
        o.outcome,
        o.is_adopted_by_foster_carer,
        CASE WHEN o.is_start_observed THEN p.start_date END AS start_date,
        t.placed_date,
        d.order_date,
        o.adoption_match_date
    FROM fct_permanence_outcome AS o
    INNER JOIN fct_period_of_care AS p ON o.period_of_care_key = p.period_of_care_key
    LEFT JOIN placed_dates AS t ON o.period_of_care_key = t.period_of_care_key
    LEFT JOIN order_dates AS d ON o.period_of_care_key = d.period_of_care_key
),

days_of_outcomes AS (
    SELECT
        c.*,
        DATE_DIFF('day', c.start_date, c.placed_date) AS days_start_to_placed,
        DATE_DIFF('day', c.order_date, c.adoption_match_date) AS days_order_to_match,
        c.placed_date <= c.start_date + INTERVAL 14 MONTH AS is_within_14_months
    FROM outcomes AS c
),

adoptions_by_group AS (
    SELECT
        m.la_code,
        m.collection_year,
        'Total' AS breakdown,
        'Total' AS breakdown_value,
        SUM(CASE WHEN m.is_adopted_by_foster_carer THEN 1 ELSE 0 END) AS by_foster_carer,
        SUM(CASE WHEN m.is_within_14_months THEN 1 ELSE 0 END) AS within_14_months,
        SUM(CASE WHEN m.days_start_to_placed >= 0 THEN m.days_start_to_placed ELSE 0 END)
            AS days_start_to_placed,
        SUM(CASE WHEN m.days_start_to_placed >= 0 THEN 1 ELSE 0 END) AS timed_start_to_placed,
        SUM(CASE WHEN m.days_order_to_match >= 0 THEN m.days_order_to_match ELSE 0 END)
            AS days_order_to_match,
        SUM(CASE WHEN m.days_order_to_match >= 0 THEN 1 ELSE 0 END) AS timed_order_to_match
    FROM days_of_outcomes AS m
    WHERE m.outcome = 'Adopted'
    GROUP BY m.la_code, m.collection_year
)

SELECT
    k.count_id,
    CAST(g.la_code AS VARCHAR) AS la_code,
    CAST(g.collection_year AS INTEGER) AS collection_year,
    CAST(g.breakdown AS VARCHAR) AS breakdown,
    CAST(g.breakdown_value AS VARCHAR) AS breakdown_value,
    CAST(CASE k.count_id
        WHEN 'adoptions_by_foster_carer' THEN g.by_foster_carer
        WHEN 'adoptions_placed_within_14_months' THEN g.within_14_months
        WHEN 'adoption_days_start_to_placed' THEN g.days_start_to_placed
        WHEN 'adoption_timed_start_to_placed' THEN g.timed_start_to_placed
        WHEN 'adoption_days_order_to_match' THEN g.days_order_to_match
        WHEN 'adoption_timed_order_to_match' THEN g.timed_order_to_match
    END AS BIGINT) AS number
FROM adoptions_by_group AS g
INNER JOIN seed_measure_count AS k
    ON k.count_id IN (
        'adoptions_by_foster_carer', 'adoptions_placed_within_14_months',
        'adoption_days_start_to_placed', 'adoption_timed_start_to_placed',
        'adoption_days_order_to_match', 'adoption_timed_order_to_match'
    )
