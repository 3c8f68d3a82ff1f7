/*---
code: "583"
table: placed_for_adoption
severity: error
message: >-
  The child has a later decision to place for adoption, but when this one was reversed is blank. Send
  that date, or take out the decision that is not needed.
fields: [DATE_PLACED_CEASED]
first_year: null
last_year: null
source: SSDA903 validation rule 583
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
        LEAD(p.row_id) OVER decisions AS next_row_id
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
    'DATE_PLACED_CEASED' AS field,
    p.adoption_decision_reversed_date_text AS value
FROM ordered_decisions AS p
WHERE p.next_row_id IS NOT NULL AND p.adoption_decision_reversed_date_text IS NULL
