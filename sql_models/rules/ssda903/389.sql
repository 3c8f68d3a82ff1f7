/*---
code: "389"
table: episodes
severity: error
message: >-
  The child was transferred to adult social care when under 16. Correct the reason that the episode
  ceased, its date or the date of birth.
fields: [REC]
first_year: null
last_year: null
source: SSDA903 validation rule 389
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'REC' AS field,
    e.reason_episode_ceased_code AS value
FROM stg_ssda903__episodes AS e
INNER JOIN stg_ssda903__header AS h
    ON e.la_code = h.la_code AND e.collection_year = h.collection_year AND e.child_key = h.child_key
WHERE
    e.reason_episode_ceased_code = 'E7'
    AND e.end_date < h.birth_date + INTERVAL 16 YEAR
