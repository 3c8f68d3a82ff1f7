/*---
code: "stitching:left_open"
table: ssda903.episodes
severity: query
message: >-
  The return leaves the episode open, and no later return holds it. Send in the later return how it ended; until then the
  history ends it with the next episode or after this return's last day.
fields: [DEC]
first_year: null
last_year: null
source: Continuity of yearly returns; an episode open at the year's end belongs into the next return
---*/
SELECT
    s.row_id,
    s.la_code,
    s.collection_year,
    s.child_key,
    'DEC' AS field,
    s.end_date_text AS value
FROM int_episodes__in_force AS e
INNER JOIN stg_ssda903__episodes AS s ON e.row_id = s.row_id
WHERE e.end_repair_code IN ('closed_by_next', 'not_in_later_returns')
