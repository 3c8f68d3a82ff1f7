/*---
description: One row per price of a placement, cost centre and collection year, with the days paid and what they cost.
grain: [placement_cost_key]
columns:
  placement_cost_key: Key of the price in the year, from child, placement, first day, cost centre and year.
  period_of_care_key: Key of the period of care in which the placement lies; NULL when not linked.
  placement_key: Key of the placement on the first day paid in the year; NULL when not linked.
  episode_key: Key of the episode on the first day paid in the year; NULL when not linked.
  is_linked: Whether the SSDA903 returns hold a placement of the child on the first day paid in the year.
  placement_start_date: First day of the placement, as the finance extract tells it.
  placement_type: Placement type; Unknown when the code is not in the list.
  placement_group: Group of the placement type; Unknown when the code is not in the list.
  provider_group: Group of the placement provider; Unknown when not told.
  purchase_type: How the placement was bought; Unknown when not told.
  cost_category_code: Kind of care of the cost centre in the LA's latest ledger, else of the placement type and provider.
  cost_category: Kind of care; Unknown when neither tells it.
  weekly_health_share_gbp: Part of the weekly cost that health pays, 0 when none; NULL when the text is no number.
  weekly_education_share_gbp: Part of the weekly cost that education pays, 0 when none; NULL when the text is no number.
  first_paid_date: First day of the price within the collection year.
  days: Days of the price within the year, an open one to the last day that the LA's latest extract covers.
  cost_gbp: A seventh of the weekly cost for each day; NULL when no price can be read.
  health_share_gbp: Part of the cost that health pays.
  education_share_gbp: Part of the cost that education pays.
  age_at_first_paid_date: Age in completed years on the first day paid in the year; NULL without a date of birth.
  collection_year: Collection year in which the days lie.
  told_collection_year: Collection year of the extract that tells the price.
source: >-
  This project's finance contract. A day costs a seventh of the weekly price, not rounded, and the last day of a
  placement is not paid. Costs are gross; shares of health and education stand beside. A price belongs to the
  placement that runs on the first day paid in the year. What is paid while the child is in no
  placement stays, for it is spent, and is not linked. A price of no day is not here. Never add this to LAC 3 of
  fct_unit_cost_event: a month of it has the cost of the placement in it.
---*/
WITH told_centres AS (
    SELECT
        m.la_code,
        m.cost_centre,
        m.cost_category_code,
        m.collection_year,
        MAX(m.collection_year) OVER (PARTITION BY m.la_code, m.cost_centre) AS latest_year
    FROM stg_finance__ledger_month AS m
    WHERE m.cost_category_code IS NOT NULL
),

cost_centres_of_one_category AS (
    SELECT
        c.la_code,
        c.cost_centre,
        MAX(c.cost_category_code) AS cost_category_code
    FROM told_centres AS c
    WHERE c.collection_year = c.latest_year
    GROUP BY c.la_code, c.cost_centre
    HAVING COUNT(DISTINCT c.cost_category_code) = 1
),

paid_years AS (
    SELECT
        p.*,
        y.collection_year AS paid_year,
        GREATEST(p.start_date, y.start_date) AS first_paid_date,
        CAST(DATE_DIFF('day', GREATEST(p.start_date, y.start_date), LEAST(
            y.end_date,
            COALESCE(p.end_date, y.end_date),
            CAST(COALESCE(p.as_at_date, y.last_date) + INTERVAL 1 DAY AS DATE)
        )) AS INTEGER) AS days
    FROM int_placement_costs__in_force AS p
    INNER JOIN dim_collection_year AS y
        ON p.start_date < y.end_date AND COALESCE(p.end_date, y.end_date) > y.start_date
),

dated_years AS (
    SELECT
        y.*,
        -- A date as the number yyyymmdd: ten thousand of it is a completed year.
        EXTRACT(YEAR FROM y.first_paid_date) * 10000
        + EXTRACT(MONTH FROM y.first_paid_date) * 100 + EXTRACT(DAY FROM y.first_paid_date) AS paid_number,
        EXTRACT(YEAR FROM c.birth_date) * 10000
        + EXTRACT(MONTH FROM c.birth_date) * 100 + EXTRACT(DAY FROM c.birth_date) AS birth_number,
        CASE
            WHEN y.weekly_health_share_gbp_text IS NULL THEN 0 ELSE y.weekly_health_share_gbp
        END AS health_gbp,
        CASE
            WHEN y.weekly_education_share_gbp_text IS NULL THEN 0 ELSE y.weekly_education_share_gbp
        END AS education_gbp
    FROM paid_years AS y
    LEFT JOIN dim_child AS c ON y.child_key = c.child_key
    WHERE y.days > 0
)

SELECT
    CAST(MD5(
        d.child_key || '|' || CAST(d.placement_start_date AS VARCHAR) || '|' || CAST(d.start_date AS VARCHAR)
        || '|' || d.cost_centre || '|' || CAST(d.paid_year AS VARCHAR)
    ) AS VARCHAR) AS placement_cost_key,
    d.child_key,
    d.la_code,
    e.period_of_care_key,
    e.placement_key,
    e.episode_key,
    CAST(e.episode_key IS NOT NULL AS BOOLEAN) AS is_linked,
    d.placement_start_date,
    d.placement_type_code,
    CAST(COALESCE(t.label, 'Unknown') AS VARCHAR) AS placement_type,
    CAST(COALESCE(t.placement_group, 'Unknown') AS VARCHAR) AS placement_group,
    d.provider_type_code,
    CAST(COALESCE(p.provider_group, 'Unknown') AS VARCHAR) AS provider_group,
    d.provider_name,
    d.placement_urn,
    d.purchase_type_code,
    CAST(COALESCE(b.label, 'Unknown') AS VARCHAR) AS purchase_type,
    d.cost_centre,
    CAST(COALESCE(l.cost_category_code, k.cost_category_code) AS VARCHAR) AS cost_category_code,
    CAST(COALESCE(g.label, 'Unknown') AS VARCHAR) AS cost_category,
    CAST(d.start_date AS DATE) AS start_date,
    CAST(d.end_date AS DATE) AS end_date,
    d.is_end_assumed,
    d.weekly_cost_gbp,
    CAST(d.health_gbp AS DECIMAL(18, 2)) AS weekly_health_share_gbp,
    CAST(d.education_gbp AS DECIMAL(18, 2)) AS weekly_education_share_gbp,
    CAST(d.first_paid_date AS DATE) AS first_paid_date,
    CAST(d.days AS INTEGER) AS days,
    CAST(d.days * d.weekly_cost_gbp / 7 AS DECIMAL(18, 6)) AS cost_gbp,
    CAST(d.days * d.health_gbp / 7 AS DECIMAL(18, 6)) AS health_share_gbp,
    CAST(d.days * d.education_gbp / 7 AS DECIMAL(18, 6)) AS education_share_gbp,
    CAST(FLOOR((d.paid_number - d.birth_number) / 10000) AS INTEGER) AS age_at_first_paid_date,
    CAST(d.paid_year AS INTEGER) AS collection_year,
    CAST(d.collection_year AS INTEGER) AS told_collection_year,
    d.row_id
FROM dated_years AS d
LEFT JOIN fct_placement_episode AS e
    ON
        d.child_key = e.child_key
        AND d.first_paid_date >= e.start_date
        AND d.first_paid_date < COALESCE(e.end_date, DATE '9999-12-31')
LEFT JOIN cost_centres_of_one_category AS l ON d.la_code = l.la_code AND d.cost_centre = l.cost_centre
LEFT JOIN seed_placement_cost_category AS k
    ON d.placement_type_code = k.placement_type_code AND d.provider_type_code = k.placement_provider_code
LEFT JOIN seed_cost_category AS g ON COALESCE(l.cost_category_code, k.cost_category_code) = g.code
LEFT JOIN seed_placement_type AS t ON d.placement_type_code = t.code
LEFT JOIN seed_placement_provider AS p ON d.provider_type_code = p.code
LEFT JOIN seed_finance_code AS b ON d.purchase_type_code = b.code AND b.code_list = 'purchase_type'
