/*---
code: "149"
table: episodes
severity: error
message: >-
  The reason that the episode ceased is not a code in force in that year. Send the code of what ended the
  episode, X1 when another followed at once, or leave it blank while the episode is open.
fields: [REC]
first_year: null
last_year: null
source: SSDA903 validation rule 149
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'REC' AS field,
    e.reason_episode_ceased_code_text AS value
FROM stg_ssda903__episodes AS e
WHERE
    e.reason_episode_ceased_code_text IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM seed_reason_episode_ceased AS s
        WHERE
            s.code = e.reason_episode_ceased_code_text
            AND e.collection_year >= COALESCE(s.first_year, e.collection_year)
            AND e.collection_year <= COALESCE(s.last_year, e.collection_year)
    )
