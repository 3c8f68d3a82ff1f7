/*---
description: One row per field of an episode that a later return tells otherwise than the last return before it that holds the episode.
grain: [row_id, field]
columns:
  repair_code: Kind of change, as in the list of repairs.
  field: Heading of the field of the return.
  value_before: What the earlier return has; NULL when blank.
  value_after: What the later return has; NULL when blank.
  proving_collection_year: Collection year of the later return.
  proving_row_id: Row of the later return.
source: >-
  The end of an episode that the earlier return left open is no change, unless it lies in that return's time. Reasons
  for change, postcodes and URNs are filled in and corrected as a matter of course, so that they are no changes here.
---*/
WITH fields AS (
    SELECT 'DEC' AS field
    UNION ALL
    SELECT 'RNE' AS field
    UNION ALL
    SELECT 'LS' AS field
    UNION ALL
    SELECT 'CIN' AS field
    UNION ALL
    SELECT 'PLACE' AS field
    UNION ALL
    SELECT 'PLACE_PROVIDER' AS field
),

told_fields AS (
    SELECT
        e.child_key,
        e.la_code,
        e.start_date,
        e.collection_year,
        e.row_id,
        e.as_at_date,
        e.returned_end_date,
        f.field,
        CASE f.field
            WHEN 'DEC' THEN CAST(e.returned_end_date AS VARCHAR)
            WHEN 'RNE' THEN e.reason_for_new_episode_code
            WHEN 'LS' THEN e.legal_status_code
            WHEN 'CIN' THEN e.category_of_need_code
            WHEN 'PLACE' THEN e.placement_type_code
            WHEN 'PLACE_PROVIDER' THEN e.placement_provider_code
        END AS told_value
    FROM int_episodes__returned AS e
    CROSS JOIN fields AS f
    WHERE e.preference_in_return = 1 AND NOT e.is_start_after_return
),

followed_fields AS (
    SELECT
        t.*,
        LEAD(t.row_id) OVER told_again AS proving_row_id,
        LEAD(t.collection_year) OVER told_again AS proving_collection_year,
        LEAD(t.returned_end_date) OVER told_again AS proving_end_date,
        LEAD(t.told_value) OVER told_again AS proving_value
    FROM told_fields AS t
    WINDOW told_again AS (PARTITION BY t.child_key, t.start_date, t.field ORDER BY t.collection_year)
),

judged_fields AS (
    SELECT
        f.*,
        CASE
            WHEN f.field <> 'DEC' THEN 'code_restated'
            WHEN f.returned_end_date IS NULL AND f.proving_end_date <= f.as_at_date THEN 'ended_late'
            WHEN f.returned_end_date IS NULL THEN NULL
            WHEN
                f.returned_end_date BETWEEN f.as_at_date AND f.as_at_date + INTERVAL 1 DAY
                AND COALESCE(f.proving_end_date, DATE '9999-12-31') > f.returned_end_date
                THEN 'reopened_after_year_end'
            ELSE 'end_restated'
        END AS repair_code
    FROM followed_fields AS f
    WHERE f.proving_row_id IS NOT NULL AND COALESCE(f.told_value, '') <> COALESCE(f.proving_value, '')
)

SELECT
    j.child_key,
    j.la_code,
    j.start_date,
    j.collection_year,
    j.row_id,
    CAST(j.repair_code AS VARCHAR) AS repair_code,
    CAST(j.field AS VARCHAR) AS field,
    CAST(j.told_value AS VARCHAR) AS value_before,
    CAST(j.proving_value AS VARCHAR) AS value_after,
    CAST(j.proving_collection_year AS INTEGER) AS proving_collection_year,
    CAST(j.proving_row_id AS VARCHAR) AS proving_row_id
FROM judged_fields AS j
WHERE j.repair_code IS NOT NULL
