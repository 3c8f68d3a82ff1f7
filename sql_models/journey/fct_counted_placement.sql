/*---
description: One row per counted placement, a placement with the temporary ones that interrupted it and what went on after them.
grain: [counted_placement_key]
columns:
  counted_placement_key: Key of the placement in which the counted placement began.
  counted_placement_number: Place of the counted placement in its period of care, from 1.
  start_date: First day of the counted placement.
  end_date: First day after it; NULL while it lasts.
  is_start_observed: Whether a return holds the start; otherwise the placement began before the returns held.
  placement_type_code: Placement type code on the last day with the carer.
  placement_group: Group of the placement type on the last day with the carer.
  placement_provider_code: Placement provider code on the last day with the carer.
  provider_group: Group of the placement provider on the last day with the carer; Unknown when not returned.
  previous_start_date: First day of the counted placement before in the period of care; NULL for its first.
  days: Days of the counted placement, those of temporary placements in it too.
  number_of_interruptions: Temporary placements and times missing, as early returns told them, in it.
source: >-
  Walsall figures 28 and 29, length of placements that ended: from the first day to the end, told under the last type of
  placement. A temporary placement belongs to the placement that it interrupts, to its end when no other follows.
---*/
WITH placements AS (
    SELECT
        p.*,
        ROW_NUMBER() OVER (
            PARTITION BY p.counted_placement_key
            ORDER BY
                CASE WHEN p.is_temporary OR p.is_missing THEN 1 ELSE 0 END,
                p.start_date DESC
        ) AS place_from_last
    FROM fct_placement AS p
    WHERE p.counted_placement_key IS NOT NULL
),

totals AS (
    SELECT
        p.counted_placement_key,
        NULLIF(MAX(COALESCE(p.end_date, DATE '9999-12-31')), DATE '9999-12-31') AS end_date,
        SUM(p.days) AS days,
        SUM(CASE WHEN p.is_temporary OR p.is_missing THEN 1 ELSE 0 END) AS number_of_interruptions
    FROM placements AS p
    GROUP BY p.counted_placement_key
)

SELECT
    f.counted_placement_key,
    f.child_key,
    f.la_code,
    f.period_of_care_key,
    CAST(
        ROW_NUMBER() OVER (PARTITION BY f.period_of_care_key ORDER BY f.start_date) AS INTEGER
    ) AS counted_placement_number,
    f.start_date,
    CAST(t.end_date AS DATE) AS end_date,
    f.is_start_observed,
    CAST(l.placement_type_code AS VARCHAR) AS placement_type_code,
    CAST(l.placement_group AS VARCHAR) AS placement_group,
    CAST(l.placement_provider_code AS VARCHAR) AS placement_provider_code,
    CAST(l.provider_group AS VARCHAR) AS provider_group,
    CAST(
        LAG(f.start_date) OVER (PARTITION BY f.period_of_care_key ORDER BY f.start_date) AS DATE
    ) AS previous_start_date,
    CAST(t.days AS INTEGER) AS days,
    CAST(t.number_of_interruptions AS INTEGER) AS number_of_interruptions
FROM placements AS f
INNER JOIN totals AS t ON f.counted_placement_key = t.counted_placement_key
INNER JOIN placements AS l ON f.counted_placement_key = l.counted_placement_key AND l.place_from_last = 1
WHERE f.placement_key = f.counted_placement_key
