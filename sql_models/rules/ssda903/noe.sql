/*---
code: "NoE"
table: episodes
severity: error
message: >-
  The child started to be looked after before the year, but has no episode at all in last year's return.
  Correct the date on which the episode began, or last year's return.
fields: [DECOM]
first_year: null
last_year: null
needs_previous_year: required
source: SSDA903 validation rule NoE
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
    )
