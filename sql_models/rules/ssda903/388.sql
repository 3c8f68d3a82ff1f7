/*---
code: "388"
table: episodes
severity: error
message: >-
  The episode ceased because a new one begins (X1), but no episode of the child begins on that day. Add
  the episode that follows, or correct the date or the reason.
fields: [REC]
first_year: null
last_year: null
source: SSDA903 validation rule 388
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'REC' AS field,
    e.reason_episode_ceased_code AS value
FROM stg_ssda903__episodes AS e
WHERE
    e.reason_episode_ceased_code = 'X1'
    AND NOT EXISTS (
        SELECT 1
        FROM stg_ssda903__episodes AS n
        WHERE
            n.la_code = e.la_code
            AND n.collection_year = e.collection_year
            AND n.child_key = e.child_key
            AND n.start_date = e.end_date
            AND n.row_id <> e.row_id
    )
