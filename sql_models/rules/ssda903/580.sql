/*---
code: "580"
table: episodes
severity: error
message: >-
  The child was missing when care ceased, but the reason is not any other reason (E8). Correct the
  reason, or the end of the period of being missing.
fields: [REC]
first_year: null
last_year: null
source: SSDA903 validation rule 580
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'REC' AS field,
    e.reason_episode_ceased_code AS value
FROM stg_ssda903__episodes AS e
INNER JOIN seed_reason_episode_ceased AS s ON e.reason_episode_ceased_code = s.code
WHERE
    s.is_end_of_care
    AND e.reason_episode_ceased_code <> 'E8'
    AND EXISTS (
        SELECT 1
        FROM stg_ssda903__missing AS m
        WHERE
            m.la_code = e.la_code AND m.collection_year = e.collection_year AND m.child_key = e.child_key
            AND m.missing_type_code = 'M'
            AND m.start_date <= e.end_date
            AND COALESCE(m.end_date >= e.end_date, m.end_date_text IS NULL)
    )
