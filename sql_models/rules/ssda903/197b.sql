/*---
code: "197B"
table: oc2
severity: error
message: >-
  Neither a strengths and difficulties score nor a reason for having none is sent of a child looked
  after all year who turned 4 or 17 in it. Send either.
fields: [SDQ_REASON]
first_year: null
last_year: null
source: SSDA903 validation rule 197B
---*/
SELECT
    o.row_id,
    o.la_code,
    o.collection_year,
    o.child_key,
    'SDQ_REASON' AS field,
    o.sdq_reason_code AS value
FROM stg_ssda903__oc2 AS o
WHERE
    o.sdq_score_text IS NULL
    AND o.sdq_reason_code IS NULL
    AND (
        (
            o.birth_date + INTERVAL 4 YEAR > MAKE_DATE(o.collection_year - 1, 4, 1)
            AND o.birth_date + INTERVAL 4 YEAR <= MAKE_DATE(o.collection_year, 3, 31)
        )
        OR (
            o.birth_date + INTERVAL 17 YEAR > MAKE_DATE(o.collection_year - 1, 4, 1)
            AND o.birth_date + INTERVAL 17 YEAR <= MAKE_DATE(o.collection_year, 3, 31)
        )
    )
    AND EXISTS (
        SELECT 1
        FROM int_children__in_care_all_year AS l
        WHERE l.la_code = o.la_code AND l.collection_year = o.collection_year AND l.child_key = o.child_key
    )
