/*---
description: One row per episode row of a known child whose start cannot stand, left out or read from the return before.
grain: [row_id]
columns:
  child_key: Pseudonymous key of the child; the same for all ids of one child within a local authority.
  start_date: Start in the history; as returned when the row is left out.
  repair_code: Kind of repair, as in the list of repairs.
  value_before: Start as returned, a date where it is one; NULL when blank.
  value_after: Start in the history; NULL when the row is left out.
  proving_collection_year: Collection year of the return that tells the start; NULL when none does.
  proving_row_id: Row of the return that tells the start, or that stands for the row left out; NULL when there is none.
source: >-
  Of rows of one return from one day one stands; a row whose start is no date, or after its return's last day, is left out
  unless the return before tells the start.
---*/
WITH standing_episodes AS (
    SELECT
        e.child_key,
        e.start_date,
        e.collection_year,
        e.row_id
    FROM int_episodes__returned AS e
    WHERE e.preference_in_return = 1
)

SELECT
    e.row_id,
    c.child_key,
    e.la_code,
    e.collection_year,
    CAST(COALESCE(t.start_date, e.start_date) AS DATE) AS start_date,
    CAST(CASE
        WHEN t.row_id IS NOT NULL THEN 'start_taken'
        WHEN e.start_date IS NULL THEN 'start_missing'
        WHEN r.is_start_after_return THEN 'start_after_return'
        ELSE 'told_twice'
    END AS VARCHAR) AS repair_code,
    CAST(COALESCE(CAST(e.start_date AS VARCHAR), e.start_date_text) AS VARCHAR) AS value_before,
    CAST(t.start_date AS VARCHAR) AS value_after,
    CAST(COALESCE(t.proving_collection_year, s.collection_year) AS INTEGER) AS proving_collection_year,
    CAST(COALESCE(t.proving_row_id, s.row_id) AS VARCHAR) AS proving_row_id
FROM stg_ssda903__episodes AS e
INNER JOIN int_children__resolved AS c ON e.child_key = c.received_child_key
LEFT JOIN int_episodes__start_taken AS t ON e.row_id = t.row_id
LEFT JOIN int_episodes__returned AS r ON e.row_id = r.row_id
LEFT JOIN standing_episodes AS s
    ON
        r.child_key = s.child_key
        AND r.start_date = s.start_date
        AND r.collection_year = s.collection_year
        AND r.row_id <> s.row_id
WHERE
    t.row_id IS NOT NULL
    OR e.start_date IS NULL
    OR r.is_start_after_return
    OR r.preference_in_return > 1
