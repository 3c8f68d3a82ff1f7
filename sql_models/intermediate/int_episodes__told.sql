/*---
description: One row per episode of a child, as the latest return that holds it tells it.
grain: [child_key, start_date]
columns:
  first_collection_year: Collection year of the first return that holds the episode.
  next_start_date: Start of the child's next episode in any return; NULL for the last.
source: >-
  A yearly return restates the episodes of the year before that were still open. The same child and start date are
  the same episode, and the latest return knows best. One that begins after the last day of its return is left out: its
  date is a slip, and the rules report it.
---*/
WITH ranked_episodes AS (
    SELECT
        e.*,
        MIN(e.collection_year) OVER (PARTITION BY e.child_key, e.start_date) AS first_collection_year,
        ROW_NUMBER() OVER (
            PARTITION BY e.child_key, e.start_date
            ORDER BY e.collection_year DESC, e.preference_in_return ASC
        ) AS preference
    FROM int_episodes__returned AS e
    WHERE NOT e.is_start_after_return
)

SELECT
    r.child_key,
    r.start_date,
    r.end_date,
    r.returned_end_date,
    r.la_code,
    r.collection_year,
    r.row_id,
    CAST(r.first_collection_year AS INTEGER) AS first_collection_year,
    r.as_at_date,
    r.next_collection_year,
    CAST(
        LEAD(r.start_date) OVER (PARTITION BY r.child_key ORDER BY r.start_date) AS DATE
    ) AS next_start_date,
    r.reason_for_new_episode_code,
    r.legal_status_code,
    r.category_of_need_code,
    r.placement_type_code,
    r.placement_provider_code,
    r.reason_episode_ceased_code,
    r.reason_for_placement_change_code,
    r.home_postcode,
    r.placement_postcode,
    r.placement_urn
FROM ranked_episodes AS r
WHERE r.preference = 1
