/*---
code: "353"
table: episodes
severity: error
message: >-
  The episode begins before 14 October 1991, when the Children Act 1989 came into force. Correct the
  date on which it began.
fields: [DECOM]
first_year: null
last_year: null
source: SSDA903 validation rule 353
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'DECOM' AS field,
    e.start_date_text AS value
FROM stg_ssda903__episodes AS e
WHERE e.start_date < DATE '1991-10-14'
