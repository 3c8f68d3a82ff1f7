/*---
code: "433"
table: episodes
severity: error
message: >-
  The new episode is said to go on from another, but does not begin on the day on which the previous one
  ceased. Correct either date, or send S as the reason.
fields: [DECOM]
first_year: null
last_year: null
source: SSDA903 validation rule 433
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'DECOM' AS field,
    e.start_date_text AS value
FROM int_episodes__in_order AS e
WHERE
    e.reason_for_new_episode_code IN ('P', 'L', 'T', 'U', 'B')
    AND NOT e.is_first
    AND COALESCE(e.start_date <> e.previous_end_date, TRUE)
