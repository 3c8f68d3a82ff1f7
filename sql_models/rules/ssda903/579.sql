/*---
code: "579"
table: placed_for_adoption
severity: error
message: >-
  The child has a decision to place for adoption while the previous one still stood. Send when the
  previous one was reversed, or correct either date.
fields: [DATE_PLACED]
first_year: null
last_year: null
source: SSDA903 validation rule 579
---*/
WITH ordered_decisions AS (
    SELECT
        p.row_id,
        p.la_code,
        p.collection_year,
        p.child_key,
        p.adoption_decision_date,
        p.adoption_decision_date_text,
        p.adoption_decision_reversed_date_text,
        LAG(p.row_id) OVER decisions AS previous_row_id,
        LAG(p.adoption_decision_reversed_date) OVER decisions AS previous_reversed_date
    FROM stg_ssda903__placed_for_adoption AS p
    WHERE p.adoption_decision_date IS NOT NULL AND p.child_key IS NOT NULL
    WINDOW
        decisions AS (
            PARTITION BY p.la_code, p.collection_year, p.child_key
            ORDER BY p.adoption_decision_date, p.row_number
        )
)

SELECT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    'DATE_PLACED' AS field,
    p.adoption_decision_date_text AS value
FROM ordered_decisions AS p
WHERE p.previous_row_id IS NOT NULL AND COALESCE(p.previous_reversed_date > p.adoption_decision_date, TRUE)
