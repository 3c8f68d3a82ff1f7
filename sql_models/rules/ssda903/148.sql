/*---
code: "148"
table: episodes
severity: error
message: >-
  Of the date that the episode ceased and the reason that it ceased, one is sent and the other is blank.
  Send both for an episode that has ended, and neither for one that is open.
fields: [DEC, REC]
first_year: null
last_year: null
source: SSDA903 validation rule 148
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    -- The finding is about the one that is blank.
    CASE WHEN e.end_date_text IS NULL THEN 'DEC' ELSE 'REC' END AS field,
    CAST(NULL AS VARCHAR) AS value
FROM stg_ssda903__episodes AS e
WHERE (e.end_date_text IS NULL) <> (e.reason_episode_ceased_code IS NULL)
