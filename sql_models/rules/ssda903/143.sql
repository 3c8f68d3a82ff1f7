/*---
code: "143"
table: episodes
severity: error
message: >-
  The reason for the new episode is blank or not a code in force. Send S when the child starts to be
  looked after, else the code of what changed.
fields: [RNE]
first_year: null
last_year: null
source: SSDA903 validation rule 143
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'RNE' AS field,
    e.reason_for_new_episode_code_text AS value
FROM stg_ssda903__episodes AS e
WHERE
    NOT EXISTS (
        SELECT 1
        FROM seed_reason_for_new_episode AS s
        WHERE
            s.code = e.reason_for_new_episode_code_text
            AND e.collection_year >= COALESCE(s.first_year, e.collection_year)
            AND e.collection_year <= COALESCE(s.last_year, e.collection_year)
    )
