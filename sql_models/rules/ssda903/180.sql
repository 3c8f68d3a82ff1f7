/*---
code: "180"
table: oc2
severity: error
message: >-
  The strengths and difficulties score is not a whole number from 0 to 40. Send the total score, or
  leave it blank and send the reason why there is none.
fields: [SDQ_SCORE]
first_year: null
last_year: null
source: SSDA903 validation rule 180
---*/
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    'SDQ_SCORE' AS field,
    o.sdq_score_text AS value
FROM stg_ssda903__oc2 AS o
WHERE
    o.sdq_score_text IS NOT NULL
    AND (o.sdq_score IS NULL OR o.sdq_score < 0 OR o.sdq_score > 40)
