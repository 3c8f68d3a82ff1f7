/*---
code: "562"
table: episodes
severity: error
message: >-
  The child's first episode began before the year, but last year's return has no such episode that was
  still open. Correct the date on which it began, or last year's return.
fields: [DECOM]
first_year: null
last_year: null
needs_previous_year: required
source: SSDA903 validation rule 562
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'DECOM' AS field,
    e.start_date_text AS value
FROM int_episodes__in_order AS e
WHERE
    e.is_first
    AND e.start_date < MAKE_DATE(e.collection_year - 1, 4, 1)
    AND NOT EXISTS (
        SELECT 1
        FROM stg_ssda903__episodes AS l
        WHERE
            l.la_code = e.la_code AND l.collection_year = e.collection_year - 1 AND l.child_key = e.child_key
            AND l.start_date = e.start_date
            AND l.end_date_text IS NULL
    )
