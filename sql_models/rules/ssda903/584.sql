/*---
code: "584"
table: placed_for_adoption
severity: query
message: >-
  The date of the decision to place the child for adoption differs from last year's, and that decision
  had been reversed. Check that there is a new decision, and its date.
fields: [DATE_PLACED]
first_year: null
last_year: null
needs_previous_year: required
source: SSDA903 validation rule 584
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
    EXISTS (
        SELECT 1
        FROM stg_ssda903__placed_for_adoption AS l
        WHERE
            l.la_code = p.la_code AND l.collection_year = p.collection_year - 1 AND l.child_key = p.child_key
            AND (
                l.adoption_decision_reversed_date_text IS NOT NULL
                OR l.adoption_reversal_reason_code IS NOT NULL
            )
            AND l.adoption_decision_date <> p.adoption_decision_date
    )
    AND NOT EXISTS (
        SELECT 1
        FROM stg_ssda903__placed_for_adoption AS l
        WHERE
            l.la_code = p.la_code AND l.collection_year = p.collection_year - 1 AND l.child_key = p.child_key
            AND l.adoption_decision_date = p.adoption_decision_date
    )
