/*---
code: "525"
tables: [placed_for_adoption, ad1]
severity: error
message: >-
  The decision to place the child for adoption was reversed, but items on an adoption in the year are
  sent. Take these out, or correct the reversal.
fields: [DATE_PLACED_CEASED, DATE_INT]
first_year: null
last_year: null
source: SSDA903 validation rule 525
---*/
WITH failing AS (
    SELECT
        p.row_id AS placed_for_adoption_row_id,
        p.adoption_decision_reversed_date_text AS placed_for_adoption_value,
        a.row_id AS ad1_row_id,
        a.adoption_decision_date_text AS ad1_value,
        p.la_code,
        p.collection_year,
        p.child_key
    FROM stg_ssda903__placed_for_adoption AS p
    INNER JOIN stg_ssda903__ad1 AS a
        ON p.la_code = a.la_code AND p.collection_year = a.collection_year AND p.child_key = a.child_key
    WHERE
        p.adoption_decision_reversed_date_text IS NOT NULL
        AND COALESCE(
            a.adoption_decision_date_text, a.adoption_match_date_text, a.is_adopted_by_foster_carer_text,
            a.number_of_adopters_code, a.adopter_sex_code, a.adopter_legal_status_code
        ) IS NOT NULL
        -- After a reversal there may be a new decision.
        AND NOT EXISTS (
            SELECT 1
            FROM stg_ssda903__placed_for_adoption AS s
            WHERE
                s.la_code = p.la_code
                AND s.collection_year = p.collection_year
                AND s.child_key = p.child_key
                AND s.adoption_decision_reversed_date_text IS NULL
        )
)

SELECT DISTINCT
    f.placed_for_adoption_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DATE_PLACED_CEASED' AS field,
    f.placed_for_adoption_value AS value,
    'placed_for_adoption' AS table_name
FROM failing AS f
UNION ALL
SELECT DISTINCT
    f.ad1_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DATE_INT' AS field,
    f.ad1_value AS value,
    'ad1' AS table_name
FROM failing AS f
