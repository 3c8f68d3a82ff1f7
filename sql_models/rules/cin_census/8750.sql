/*---
code: "8750"
table: child_identifiers
severity: error
message: >-
  The child is unborn and has a sex. Send U, before 2024/25 0.
fields: [Sex]
first_year: null
last_year: null
source: CIN census validation rule 8750
---*/
SELECT
    i.row_id,
    i.la_code,
    i.collection_year,
    i.child_key,
    'Sex' AS field,
    i.sex_code_text AS value
FROM stg_cin_census__child_identifiers AS i
WHERE
    i.birth_date_text IS NULL
    AND i.expected_birth_date_text IS NOT NULL
    -- Until 2023/24 sex was told by numbers.
    AND COALESCE(
        CASE
            WHEN i.collection_year >= 2025 THEN i.sex_code_text <> 'U'
            ELSE i.sex_code NOT IN ('U', '0', '9')
        END,
        TRUE
    )
