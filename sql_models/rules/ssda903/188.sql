/*---
code: "188"
table: oc2
severity: error
message: >-
  A strengths and difficulties score, or a reason for having none, is sent of a child aged under 4 at
  the end of the year, of whom none is asked. Leave both blank, or correct the date of birth.
fields: [SDQ_SCORE, SDQ_REASON]
first_year: null
last_year: null
source: SSDA903 validation rule 188
---*/
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    CASE WHEN o.sdq_score_text IS NOT NULL THEN 'SDQ_SCORE' ELSE 'SDQ_REASON' END AS field,
    COALESCE(o.sdq_score_text, o.sdq_reason_code) AS value
FROM stg_ssda903__oc2 AS o
WHERE
    o.birth_date + INTERVAL 4 YEAR > MAKE_DATE(o.collection_year, 3, 31)
    AND (o.sdq_score_text IS NOT NULL OR o.sdq_reason_code IS NOT NULL)
