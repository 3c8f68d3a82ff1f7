/*---
code: "8839"
table: section_47
severity: error
message: >-
  The case has more than one section 47 enquiry that is open. Send the date of the conference, or that
  none was needed, of those that are over.
fields: [DateOfInitialCPC]
first_year: null
last_year: null
source: CIN census validation rule 8839
---*/
WITH counted AS (
    SELECT
        s.*,
        COUNT(*) OVER (
            PARTITION BY s.la_code, s.collection_year, s.child_key, s.cin_details_id_text
        ) AS row_count
    FROM stg_cin_census__section_47 AS s
    WHERE
        s.child_key IS NOT NULL
        AND s.initial_conference_date_text IS NULL
        AND NOT COALESCE(s.is_initial_conference_not_required, FALSE)
)

SELECT
    n.row_id,
    n.la_code,
    n.collection_year,
    n.child_key,
    'DateOfInitialCPC' AS field,
    n.initial_conference_date_text AS value
FROM counted AS n
WHERE n.row_count > 1
