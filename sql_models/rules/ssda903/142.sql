/*---
code: "142"
table: episodes
severity: error
message: >-
  The episode has no date on which it ceased, but a later episode of the same child has begun. Send the
  day on which the later episode began, or what really ended this one.
fields: [DEC]
first_year: null
last_year: null
source: SSDA903 validation rule 142
---*/
WITH followed_episodes AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.end_date_text,
        LEAD(e.start_date) OVER (
            PARTITION BY e.la_code, e.collection_year, e.child_key
            ORDER BY e.start_date, COALESCE(e.end_date, DATE '9999-12-31'), e.row_number
        ) AS next_start_date
    FROM stg_ssda903__episodes AS e
    -- Without a start the order of episodes is not known; rule 141 reports those.
    WHERE e.start_date IS NOT NULL AND e.child_key IS NOT NULL
)

SELECT
    f.row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DEC' AS field,
    f.end_date_text AS value
FROM followed_episodes AS f
WHERE f.end_date_text IS NULL AND f.next_start_date IS NOT NULL
