/*---
description: One row per repair, a way in which the history of a child's episodes differs from a row of a return.
grain: [repair_key]
columns:
  repair_key: Key of the repair, from the row repaired, the kind and the field.
  start_date: Start of the episode; NULL when it is not known.
  field: Heading of the field of the return that the history reads otherwise.
  value_before: What the row repaired has; NULL when blank or no date.
  value_after: What the history has in its place; NULL when the row is left out, the episode open or the value blank.
  proving_collection_year: Collection year of the row that proves the repair; NULL when none does.
  proving_row_id: Row that proves the repair; NULL when none does.
source: >-
  How yearly SSDA903 returns become one history is told by the models of episodes. Contradictions within one return are
  findings of the rules; the history must read them one way all the same, which is listed here as such. An
  episode left open in one return and ended in the next, after the last day of the first, is no repair.
---*/
WITH repairs AS (
    SELECT
        e.child_key,
        e.la_code,
        e.start_date,
        e.collection_year,
        e.row_id,
        e.end_repair_code AS repair_code,
        'DEC' AS field,
        CAST(e.returned_end_date AS VARCHAR) AS value_before,
        CAST(e.end_date AS VARCHAR) AS value_after,
        CASE
            WHEN e.end_repair_code NOT IN ('not_in_later_returns', 'end_unusable') THEN e.next_collection_year
        END AS proving_collection_year,
        CASE
            WHEN e.end_repair_code NOT IN ('not_in_later_returns', 'end_unusable') THEN e.next_row_id
        END AS proving_row_id
    FROM int_episodes__in_force AS e
    WHERE e.end_repair_code IS NOT NULL

    UNION ALL

    SELECT
        o.child_key,
        o.la_code,
        o.start_date,
        o.collection_year,
        o.row_id,
        o.repair_code,
        'DECOM' AS field,
        CAST(o.start_date AS VARCHAR) AS value_before,
        CASE
            WHEN o.repair_code = 'start_restated' THEN CAST(o.proving_start_date AS VARCHAR)
        END AS value_after,
        o.proving_collection_year,
        o.proving_row_id
    FROM int_episodes__overruled AS o

    UNION ALL

    SELECT
        r.child_key,
        r.la_code,
        r.start_date,
        r.collection_year,
        r.row_id,
        r.repair_code,
        r.field,
        r.value_before,
        r.value_after,
        r.proving_collection_year,
        r.proving_row_id
    FROM int_episodes__restated AS r

    UNION ALL

    SELECT
        l.child_key,
        l.la_code,
        l.start_date,
        l.collection_year,
        l.row_id,
        l.repair_code,
        'DECOM' AS field,
        l.value_before,
        l.value_after,
        l.proving_collection_year,
        l.proving_row_id
    FROM int_episodes__start_unusable AS l
)

SELECT
    CAST(MD5(r.row_id || '|' || r.repair_code || '|' || r.field) AS VARCHAR) AS repair_key,
    r.child_key,
    r.la_code,
    CAST(r.start_date AS DATE) AS start_date,
    CAST(r.repair_code AS VARCHAR) AS repair_code,
    s.what,
    s.why,
    s.is_within_return,
    CAST(r.field AS VARCHAR) AS field,
    CAST(r.value_before AS VARCHAR) AS value_before,
    CAST(r.value_after AS VARCHAR) AS value_after,
    CAST(r.proving_collection_year AS INTEGER) AS proving_collection_year,
    CAST(r.proving_row_id AS VARCHAR) AS proving_row_id,
    r.collection_year,
    r.row_id
FROM repairs AS r
INNER JOIN seed_history_repair AS s ON r.repair_code = s.repair_code
