/*---
code: "167"
table: reviews
severity: error
message: >-
  How the child took part in the review is blank or not a code in force in that year. Send PN0 to PN7.
fields: [REVIEW_CODE]
first_year: null
last_year: null
source: SSDA903 validation rule 167
---*/
SELECT
    r.row_id,
    r.la_code,
    r.collection_year,
    r.child_key,
    'REVIEW_CODE' AS field,
    r.participation_code_text AS value
FROM stg_ssda903__reviews AS r
WHERE
    NOT EXISTS (
        SELECT 1
        FROM seed_ssda903_code AS s
        WHERE
            s.code_list = 'review_participation'
            AND s.code = r.participation_code_text
            AND r.collection_year >= COALESCE(s.first_year, r.collection_year)
            AND r.collection_year <= COALESCE(s.last_year, r.collection_year)
    )
