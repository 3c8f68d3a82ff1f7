/*---
code: "stitching:period_reopened"
table: ssda903.episodes
severity: query
message: >-
  The child's last episode ended care, but this one is said to go on with it. Send reason S if the child came
  back, or X1 as the reason why the last one ceased.
fields: [RNE]
first_year: null
last_year: null
source: Continuity of episodes within a return and from one to the next; a period of care ends with a reason other than X1
---*/
WITH preceded_episodes AS (
    SELECT
        e.row_id,
        e.reason_for_new_episode_code,
        LAG(e.reason_episode_ceased_code) OVER (
            PARTITION BY e.child_key ORDER BY e.start_date
        ) AS previous_reason_code
    FROM int_episodes__in_force AS e
)

SELECT
    s.row_id,
    s.la_code,
    s.collection_year,
    s.child_key,
    'RNE' AS field,
    s.reason_for_new_episode_code AS value
FROM preceded_episodes AS p
INNER JOIN seed_reason_for_new_episode AS n ON p.reason_for_new_episode_code = n.code
INNER JOIN seed_reason_episode_ceased AS c ON p.previous_reason_code = c.code
INNER JOIN stg_ssda903__episodes AS s ON p.row_id = s.row_id
WHERE p.reason_for_new_episode_code <> 'S' AND c.is_end_of_care
