/*---
code: "582"
table: episodes
severity: query
message: >-
  The child was adopted on the very day on which child and adopters were matched, though a match comes
  before an adoption. Check both dates.
fields: [DEC]
first_year: null
last_year: null
source: SSDA903 validation rule 582
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'DEC' AS field,
    e.end_date_text AS value
FROM stg_ssda903__episodes AS e
WHERE
    e.reason_episode_ceased_code IN ('E11', 'E12')
    AND EXISTS (
        SELECT 1
        FROM stg_ssda903__ad1 AS a
        WHERE
            a.la_code = e.la_code
            AND a.collection_year = e.collection_year
            AND a.child_key = e.child_key
            AND a.adoption_match_date = e.end_date
    )
