/*---
description: One row per child id that a local authority has sent, with the child that it stands for.
grain: [received_child_key]
columns:
  child_key: Pseudonymous key of the child; the same for all ids of one child within a local authority.
  la_code: Local authority that sent the id.
source: >-
  A child's ids are joined by int_child_ids__linked. The child has the key of the id that the latest return or census
  holds; of two, of the id that any source holds latest, and then of the smallest key. So the order in which files arrive
  changes nothing, and a year more changes the key only of who has a new id.
---*/
WITH ids AS (
    SELECT
        r.received_child_key,
        MAX(r.la_code) AS la_code,
        COALESCE(
            MAX(CASE WHEN r.source IN ('ssda903', 'cin_census') THEN r.collection_year END), 0
        ) AS last_return_year,
        MAX(r.collection_year) AS last_collection_year
    FROM int_child_ids__received AS r
    GROUP BY r.received_child_key
),

grouped_ids AS (
    SELECT
        i.received_child_key,
        i.la_code,
        i.last_return_year,
        i.last_collection_year,
        COALESCE(l.group_key, i.received_child_key) AS group_key
    FROM ids AS i
    LEFT JOIN int_child_ids__linked AS l
        ON i.received_child_key = l.received_child_key AND NOT l.is_side_by_side
)

SELECT
    g.received_child_key,
    CAST(
        FIRST_VALUE(g.received_child_key) OVER (
            PARTITION BY g.group_key
            ORDER BY g.last_return_year DESC, g.last_collection_year DESC, g.received_child_key ASC
        ) AS VARCHAR
    ) AS child_key,
    CAST(g.la_code AS VARCHAR) AS la_code
FROM grouped_ids AS g
