/*---
code: "559"
table: placed_for_adoption
severity: error
message: >-
  The decision to place the child for adoption is from before the year, but last year's return has no
  date of one. Correct the date, or last year's return.
fields: [DATE_PLACED]
first_year: null
last_year: null
needs_previous_year: required
source: SSDA903 validation rule 559
---*/
SELECT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    'DATE_PLACED' AS field,
    p.adoption_decision_date_text AS value
FROM stg_ssda903__placed_for_adoption AS p
WHERE
    p.adoption_decision_date < MAKE_DATE(p.collection_year - 1, 4, 1)
    AND NOT EXISTS (
        SELECT 1
        FROM stg_ssda903__placed_for_adoption AS l
        WHERE
            l.la_code = p.la_code AND l.collection_year = p.collection_year - 1 AND l.child_key = p.child_key
            AND l.adoption_decision_date_text IS NOT NULL
    )
