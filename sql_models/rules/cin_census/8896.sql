/*---
code: "8896"
table: assessments
severity: error
message: >-
  The case has more than one assessment that is not authorised. Send the day of authorisation of those
  that are over.
fields: [AssessmentAuthorisationDate]
first_year: null
last_year: null
source: CIN census validation rule 8896
---*/
WITH counted AS (
    SELECT
        a.*,
        COUNT(*) OVER (
            PARTITION BY a.la_code, a.collection_year, a.child_key, a.cin_details_id_text
        ) AS row_count
    FROM stg_cin_census__assessments AS a
    WHERE
        a.child_key IS NOT NULL
        AND a.authorisation_date_text IS NULL
)

SELECT
    n.row_id,
    n.la_code,
    n.collection_year,
    n.child_key,
    'AssessmentAuthorisationDate' AS field,
    n.authorisation_date_text AS value
FROM counted AS n
WHERE n.row_count > 1
