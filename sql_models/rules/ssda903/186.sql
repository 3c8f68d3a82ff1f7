/*---
code: "186"
table: oc2
severity: error
message: >-
  Neither a strengths and difficulties score nor a reason for having none is sent of a child looked
  after all year who was 4 or over at its start and under 17 at its end. Send the score, or why there is
  none.
fields: [SDQ_SCORE]
first_year: null
last_year: null
source: >-
  SSDA903 validation rule 186. A reason for having no score (SDQ2 to SDQ5) is an answer too, as rules
  196 and 197a take it.
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
    o.sdq_score_text IS NULL
    AND o.sdq_reason_code IS NULL
    AND o.birth_date + INTERVAL 4 YEAR <= MAKE_DATE(o.collection_year - 1, 4, 1)
    AND o.birth_date + INTERVAL 17 YEAR > MAKE_DATE(o.collection_year, 3, 31)
    AND EXISTS (
        SELECT 1
        FROM int_children__in_care_all_year AS l
        WHERE l.la_code = o.la_code AND l.collection_year = o.collection_year AND l.child_key = o.child_key
    )
