/*---
description: One row per local authority and month that its returns cover, with which of them cover it.
grain: [la_code, month_start_date]
columns:
  month_start_date: First day of the month.
  month_end_date: First day of the month after, the first that it does not cover.
  as_at_date: Last day of the collection year that any of these returns covers; a month in which it lies is not whole.
  ssda903_as_at_date: Last day of the collection year that its SSDA903 return covers; NULL without one.
  has_contacts: Whether an export of contacts covers the month.
  has_cin_census: Whether a CIN census covers the month.
  has_ssda903: Whether an SSDA903 return covers the month.
  has_placement_costs: Whether an extract of placement costs covers the month.
  has_ledger: Whether an extract of the ledger is held for the year; it tells forecasts of months to come.
source: >-
  What a mart by month may count. A return covers a month that begins on or before its last day.
---*/
WITH returned_years AS (
    SELECT
        r.la_code,
        r.collection_year,
        MAX(r.as_at_date) AS as_at_date,
        MAX(CASE WHEN r.table_name = 'contact' THEN r.as_at_date END) AS contacts_date,
        MAX(CASE WHEN r.table_name = 'cin_details' THEN r.as_at_date END) AS cin_census_date,
        MAX(CASE WHEN r.table_name = 'episodes' THEN r.as_at_date END) AS ssda903_date,
        MAX(CASE WHEN r.table_name = 'placement_cost' THEN r.as_at_date END) AS placement_costs_date,
        MAX(CASE WHEN r.table_name = 'ledger_month' THEN 1 ELSE 0 END) AS ledgers
    FROM fct_return AS r
    WHERE r.table_name IN ('contact', 'cin_details', 'episodes', 'placement_cost', 'ledger_month')
    GROUP BY r.la_code, r.collection_year
)

SELECT
    y.la_code,
    CAST(d.calendar_date AS DATE) AS month_start_date,
    CAST(d.calendar_date + INTERVAL 1 MONTH AS DATE) AS month_end_date,
    y.collection_year,
    CAST(y.as_at_date AS DATE) AS as_at_date,
    CAST(y.ssda903_date AS DATE) AS ssda903_as_at_date,
    CAST(COALESCE(y.contacts_date >= d.calendar_date, FALSE) AS BOOLEAN) AS has_contacts,
    CAST(COALESCE(y.cin_census_date >= d.calendar_date, FALSE) AS BOOLEAN) AS has_cin_census,
    CAST(COALESCE(y.ssda903_date >= d.calendar_date, FALSE) AS BOOLEAN) AS has_ssda903,
    CAST(COALESCE(y.placement_costs_date >= d.calendar_date, FALSE) AS BOOLEAN) AS has_placement_costs,
    CAST(y.ledgers = 1 AS BOOLEAN) AS has_ledger
FROM returned_years AS y
INNER JOIN dim_date AS d
    ON y.collection_year = d.collection_year AND d.calendar_date = d.month_start_date
WHERE y.ledgers = 1 OR d.calendar_date <= y.as_at_date
