/*---
code: "352"
table: episodes
severity: error
message: >-
  The child started to be looked after (S) at 18 or over. Correct the date on which the episode began,
  the reason for it or the date of birth.
fields: [DECOM]
first_year: null
last_year: null
source: SSDA903 validation rule 352
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'DECOM' AS field,
    e.start_date_text AS value
FROM stg_ssda903__episodes AS e
INNER JOIN stg_ssda903__header AS h
    ON e.la_code = h.la_code AND e.collection_year = h.collection_year AND e.child_key = h.child_key
WHERE
    e.reason_for_new_episode_code = 'S'
    AND e.start_date >= h.birth_date + INTERVAL 18 YEAR
