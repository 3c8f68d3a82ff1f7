/*---
code: "460"
table: episodes
severity: error
message: >-
  The young person stayed with current carers at 18 (E17), but was under 18 when the episode ceased.
  Correct the reason, the date, or the date of birth.
fields: [DEC]
first_year: null
last_year: null
source: SSDA903 validation rule 460
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'DEC' AS field,
    e.end_date_text AS value
FROM stg_ssda903__episodes AS e
INNER JOIN
    stg_ssda903__header AS h
    ON e.la_code = h.la_code AND e.collection_year = h.collection_year AND e.child_key = h.child_key
WHERE e.reason_episode_ceased_code = 'E17' AND e.end_date < h.birth_date + INTERVAL 18 YEAR
