/*---
code: "630"
table: episodes
severity: error
message: >-
  The child started to be looked after in the year, but whether there was an earlier permanence
  arrangement is not sent. Send P1 to P4, or Z1 where there was none.
fields: [RNE]
first_year: null
last_year: null
source: SSDA903 validation rule 630
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'RNE' AS field,
    e.reason_for_new_episode_code AS value
FROM stg_ssda903__episodes AS e
WHERE
    e.reason_for_new_episode_code = 'S'
    AND COALESCE(e.legal_status_code, '') NOT IN ('V3', 'V4')
    AND e.start_date >= MAKE_DATE(e.collection_year - 1, 4, 1)
    AND e.start_date <= MAKE_DATE(e.collection_year, 3, 31)
    AND NOT EXISTS (
        SELECT 1
        FROM stg_ssda903__previous_permanence AS v
        WHERE
            v.la_code = e.la_code
            AND v.collection_year = e.collection_year
            AND v.child_key = e.child_key
            AND v.previous_permanence_code IS NOT NULL
    )
