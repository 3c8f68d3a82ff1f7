/*---
code: "601"
tables: [episodes, ad1]
severity: error
message: >-
  The child was adopted in the year, but items on the adoption are blank. Complete all six of them, or
  correct the reason why the episode ceased.
fields: [REC, DATE_INT]
first_year: null
last_year: null
source: SSDA903 validation rule 601
---*/
WITH failing AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.reason_episode_ceased_code AS value
    FROM stg_ssda903__episodes AS e
    WHERE
        e.reason_episode_ceased_code IN ('E11', 'E12')
        AND e.end_date >= MAKE_DATE(e.collection_year - 1, 4, 1)
        AND e.end_date <= MAKE_DATE(e.collection_year, 3, 31)
        AND NOT EXISTS (
            SELECT 1
            FROM stg_ssda903__ad1 AS a
            WHERE
                a.la_code = e.la_code AND a.collection_year = e.collection_year AND a.child_key = e.child_key
                AND a.adoption_decision_date_text IS NOT NULL
                AND a.adoption_match_date_text IS NOT NULL
                AND a.is_adopted_by_foster_carer_text IS NOT NULL
                AND a.number_of_adopters_code IS NOT NULL
                AND a.adopter_sex_code IS NOT NULL
                AND a.adopter_legal_status_code IS NOT NULL
        )
)

SELECT
    f.row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'REC' AS field,
    f.value,
    'episodes' AS table_name
FROM failing AS f
UNION ALL
SELECT DISTINCT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    'DATE_INT' AS field,
    a.adoption_decision_date_text AS value,
    'ad1' AS table_name
FROM stg_ssda903__ad1 AS a
INNER JOIN
    failing AS f
    ON a.la_code = f.la_code AND a.collection_year = f.collection_year AND a.child_key = f.child_key
