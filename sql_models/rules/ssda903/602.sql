/*---
code: "602"
table: ad1
severity: error
message: >-
  Items on an adoption are sent, but no episode of the child ended in an adoption in the year. Leave
  them blank, or correct the reason why the episode ceased.
fields: [DATE_INT, DATE_MATCH, FOSTER_CARE, NB_ADOPTR, SEX_ADOPTR, LS_ADOPTR]
first_year: null
last_year: null
source: SSDA903 validation rule 602
---*/
SELECT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    CASE
        WHEN a.adoption_decision_date_text IS NOT NULL THEN 'DATE_INT'
        WHEN a.adoption_match_date_text IS NOT NULL THEN 'DATE_MATCH'
        WHEN a.is_adopted_by_foster_carer_text IS NOT NULL THEN 'FOSTER_CARE'
        WHEN a.number_of_adopters_code IS NOT NULL THEN 'NB_ADOPTR'
        WHEN a.adopter_sex_code IS NOT NULL THEN 'SEX_ADOPTR'
        ELSE 'LS_ADOPTR'
    END AS field,
    COALESCE(
        a.adoption_decision_date_text, a.adoption_match_date_text, a.is_adopted_by_foster_carer_text,
        a.number_of_adopters_code, a.adopter_sex_code, a.adopter_legal_status_code
    ) AS value
FROM stg_ssda903__ad1 AS a
WHERE
    COALESCE(
        a.adoption_decision_date_text, a.adoption_match_date_text, a.is_adopted_by_foster_carer_text,
        a.number_of_adopters_code, a.adopter_sex_code, a.adopter_legal_status_code
    ) IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM stg_ssda903__episodes AS e
        WHERE
            e.la_code = a.la_code AND e.collection_year = a.collection_year AND e.child_key = a.child_key
            AND e.reason_episode_ceased_code IN ('E11', 'E12')
            AND e.end_date >= MAKE_DATE(e.collection_year - 1, 4, 1)
            AND e.end_date <= MAKE_DATE(e.collection_year, 3, 31)
    )
