/*---
description: One row per month, cost centre, account and cost category of the ledger, as the latest extract tells it.
grain: [ledger_month_key]
columns:
  ledger_month_key: Key of the line of the month, from the local authority, month, cost centre, account and cost category.
  month_start_date: First day of the month; a line dated within a month is of that month.
  cost_category: Kind of care or service; Unknown when the code is not in the list.
  placement_group: Group of placements that the line pays for; None when it pays for none or for several.
  is_own_provision: Whether the local authority provides it; NULL when both it and others may.
  variance_gbp: Forecast less budget, above zero is overspent; NULL when either is.
  collection_year: Collection year of the extract that tells the line.
source: >-
  This project's finance contract. Amounts are those of the month alone. An amount that is no number is NULL, not nought,
  and the rules report it; a line of which the month cannot be read is of no month. The same month, cost centre,
  account and category are the same line: a later year's extract may restate it.
---*/
WITH ranked_lines AS (
    SELECT
        t.*,
        DATE_TRUNC('MONTH', t.month_start_date) AS first_day,
        ROW_NUMBER() OVER (
            PARTITION BY
                t.la_code,
                DATE_TRUNC('MONTH', t.month_start_date),
                COALESCE(t.cost_centre, ''),
                COALESCE(t.account, ''),
                COALESCE(t.cost_category_code, '')
            ORDER BY t.collection_year DESC, t.row_id DESC
        ) AS preference
    FROM stg_finance__ledger_month AS t
    WHERE t.month_start_date IS NOT NULL
)

SELECT
    CAST(MD5(
        r.la_code || '|' || CAST(CAST(r.first_day AS DATE) AS VARCHAR) || '|' || COALESCE(r.cost_centre, '')
        || '|' || COALESCE(r.account, '') || '|' || COALESCE(r.cost_category_code, '')
    ) AS VARCHAR) AS ledger_month_key,
    r.la_code,
    CAST(r.first_day AS DATE) AS month_start_date,
    r.cost_centre,
    r.cost_centre_name,
    r.account,
    r.cost_category_code,
    CAST(COALESCE(g.label, 'Unknown') AS VARCHAR) AS cost_category,
    CAST(COALESCE(g.placement_group, 'None') AS VARCHAR) AS placement_group,
    CAST(g.is_own_provision AS BOOLEAN) AS is_own_provision,
    r.budget_gbp,
    r.actual_gbp,
    r.forecast_gbp,
    CAST(r.forecast_gbp - r.budget_gbp AS DECIMAL(18, 2)) AS variance_gbp,
    CAST(r.collection_year AS INTEGER) AS collection_year,
    r.row_id
FROM ranked_lines AS r
LEFT JOIN seed_cost_category AS g ON r.cost_category_code = g.code
WHERE r.preference = 1
