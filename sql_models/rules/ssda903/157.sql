/*---
code: "157"
table: oc2
severity: error
message: >-
  That the child was under 4 or over 16 is sent as the reason for having no strengths and difficulties
  score, but the child was 4 or over at the start of the year and 16 or under at its end. Send the
  score, or the real reason.
fields: [SDQ_REASON]
first_year: null
last_year: null
source: >-
  SSDA903 validation rule 157. The wording joins the two ages by "or", which every child would meet;
  both are meant, as for rule 186.
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
    o.sdq_reason_code = 'SDQ1'
    AND o.birth_date + INTERVAL 4 YEAR <= MAKE_DATE(o.collection_year - 1, 4, 1)
    AND o.birth_date + INTERVAL 17 YEAR > MAKE_DATE(o.collection_year, 3, 31)
