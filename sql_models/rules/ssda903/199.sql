/*---
code: "199"
table: episodes
severity: error
message: >-
  The child was adopted in an earlier episode and is looked after again under the same child id. Give
  the child a new id, as after every adoption, or correct the reason that the earlier episode ceased.
fields: [CHILD]
first_year: null
last_year: null
needs_previous_year: optional
source: SSDA903 validation rule 199
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'CHILD' AS field,
    e.la_child_id AS value
FROM stg_ssda903__episodes AS e
WHERE
    EXISTS (
        SELECT 1
        FROM stg_ssda903__episodes AS a
        WHERE
            a.la_code = e.la_code
            AND a.child_key = e.child_key
            AND a.collection_year BETWEEN e.collection_year - 1 AND e.collection_year
            AND a.reason_episode_ceased_code IN ('E11', 'E12')
            AND a.end_date <= e.start_date
            AND a.row_id <> e.row_id
    )
