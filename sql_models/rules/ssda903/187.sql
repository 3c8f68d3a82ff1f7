/*---
code: "187"
tables: [oc3, ad1]
severity: error
message: >-
  The child was looked after all through the year to 31 March, but items on leaving care or on adoption
  are sent, which come after care. Leave them blank, or correct the child's episodes.
fields: [IN_TOUCH, ACTIV, ACCOM, DATE_INT, DATE_MATCH, FOSTER_CARE, NB_ADOPTR, SEX_ADOPTR, LS_ADOPTR]
first_year: null
last_year: null
source: SSDA903 validation rule 187
---*/
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    CASE
        WHEN o.in_touch_code IS NOT NULL THEN 'IN_TOUCH'
        WHEN o.activity_code IS NOT NULL THEN 'ACTIV'
        ELSE 'ACCOM'
    END AS field,
    COALESCE(o.in_touch_code, o.activity_code, o.accommodation_code) AS value,
    'oc3' AS table_name
FROM stg_ssda903__oc3 AS o
WHERE
    COALESCE(o.in_touch_code, o.activity_code, o.accommodation_code) IS NOT NULL
    AND EXISTS (
        SELECT 1
        FROM int_children__in_care_all_year AS l
        WHERE l.la_code = o.la_code AND l.collection_year = o.collection_year AND l.child_key = o.child_key
    )
UNION ALL
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
        a.adoption_decision_date_text, a.adoption_match_date_text,
        a.is_adopted_by_foster_carer_text, a.number_of_adopters_code, a.adopter_sex_code,
        a.adopter_legal_status_code
    ) AS value,
    'ad1' AS table_name
FROM stg_ssda903__ad1 AS a
WHERE
    COALESCE(
        a.adoption_decision_date_text, a.adoption_match_date_text,
        a.is_adopted_by_foster_carer_text, a.number_of_adopters_code, a.adopter_sex_code,
        a.adopter_legal_status_code
    ) IS NOT NULL
    AND EXISTS (
        SELECT 1
        FROM int_children__in_care_all_year AS l
        WHERE l.la_code = a.la_code AND l.collection_year = a.collection_year AND l.child_key = a.child_key
    )
