/*---
description: One row per collection year that an LA has returned, with which of the rules of counting children in care are applied in it.
grain: [collection_year]
columns:
  collection_year: Collection year of a return.
  is_missing_a_placement: Whether a time missing of 24 hours or more is a placement, and what comes after it another.
  is_adoption_stable: Whether a child placed for adoption is stable by that placement and the one before it together.
  is_adoption_in_stability_cohort: Whether a child placed for adoption is in the stability cohort however long it is looked after.
source: >-
  seeds/counting_rule.csv, which says of each rule where the documents disagree and why it stands as it does. A year for
  which no row of a rule speaks has it not applied.
---*/
WITH years AS (
    SELECT s.collection_year
    FROM stg_intake__submissions AS s
    WHERE s.source = 'ssda903'
    GROUP BY s.collection_year
),

rules_applied AS (
    SELECT
        y.collection_year,
        r.rule
    FROM years AS y
    LEFT JOIN seed_counting_rule AS r
        ON
            y.collection_year >= COALESCE(r.first_year, 0)
            AND y.collection_year <= COALESCE(r.last_year, 9999)
            AND r.is_applied
)

SELECT
    a.collection_year,
    CAST(
        MAX(CASE WHEN a.rule = 'missing_24_hours_is_a_placement' THEN 1 ELSE 0 END) = 1 AS BOOLEAN
    ) AS is_missing_a_placement,
    CAST(
        MAX(CASE WHEN a.rule = 'placed_for_adoption_is_stable' THEN 1 ELSE 0 END) = 1 AS BOOLEAN
    ) AS is_adoption_stable,
    CAST(
        MAX(CASE WHEN a.rule = 'placed_for_adoption_is_in_stability_cohort' THEN 1 ELSE 0 END) = 1 AS BOOLEAN
    ) AS is_adoption_in_stability_cohort
FROM rules_applied AS a
GROUP BY a.collection_year
