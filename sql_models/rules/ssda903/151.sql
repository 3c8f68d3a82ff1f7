/*---
code: "151"
table: ad1
severity: error
message: >-
  Some of the items on the child's adoption are sent and others are blank. Complete all six of them, or
  leave all blank.
fields: [DATE_INT, DATE_MATCH, FOSTER_CARE, NB_ADOPTR, SEX_ADOPTR, LS_ADOPTR]
first_year: null
last_year: null
source: SSDA903 validation rule 151
---*/
SELECT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    CASE
        WHEN a.adoption_decision_date_text IS NULL THEN 'DATE_INT'
        WHEN a.adoption_match_date_text IS NULL THEN 'DATE_MATCH'
        WHEN a.is_adopted_by_foster_carer_text IS NULL THEN 'FOSTER_CARE'
        WHEN a.number_of_adopters_code IS NULL THEN 'NB_ADOPTR'
        WHEN a.adopter_sex_code IS NULL THEN 'SEX_ADOPTR'
        ELSE 'LS_ADOPTR'
    END AS field,
    CAST(NULL AS VARCHAR) AS value
FROM stg_ssda903__ad1 AS a
WHERE
    COALESCE(
        a.adoption_decision_date_text, a.adoption_match_date_text, a.is_adopted_by_foster_carer_text,
        a.number_of_adopters_code, a.adopter_sex_code, a.adopter_legal_status_code
    ) IS NOT NULL
    AND (
        a.adoption_decision_date_text IS NULL
        OR a.adoption_match_date_text IS NULL
        OR a.is_adopted_by_foster_carer_text IS NULL
        OR a.number_of_adopters_code IS NULL
        OR a.adopter_sex_code IS NULL
        OR a.adopter_legal_status_code IS NULL
    )
