/*---
code: "finance:not_a_number"
table: ledger_month
severity: query
message: >-
  An amount of the ledger is not a number, so that the month lacks it. Write pounds in figures, with a minus for income.
fields: [budget_gbp, actual_gbp, forecast_gbp]
first_year: null
last_year: null
source: This project's finance contract
---*/
WITH amounts AS (
    SELECT
        m.row_id,
        m.la_code,
        m.collection_year,
        CAST(NULL AS VARCHAR) AS child_key,
        'budget_gbp' AS field,
        m.budget_gbp AS gbp,
        m.budget_gbp_text AS value
    FROM stg_finance__ledger_month AS m
    UNION ALL
    SELECT
        m.row_id,
        m.la_code,
        m.collection_year,
        CAST(NULL AS VARCHAR) AS child_key,
        'actual_gbp' AS field,
        m.actual_gbp AS gbp,
        m.actual_gbp_text AS value
    FROM stg_finance__ledger_month AS m
    UNION ALL
    SELECT
        m.row_id,
        m.la_code,
        m.collection_year,
        CAST(NULL AS VARCHAR) AS child_key,
        'forecast_gbp' AS field,
        m.forecast_gbp AS gbp,
        m.forecast_gbp_text AS value
    FROM stg_finance__ledger_month AS m
)

SELECT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    a.field,
    a.value
FROM amounts AS a
WHERE a.value IS NOT NULL AND a.gbp IS NULL
