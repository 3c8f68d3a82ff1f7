/*---
code: "446"
table: episodes
severity: error
message: >-
  The episode has a placement order (E1) and began before December 2005, when such orders came in.
  Correct the legal status or the date on which it began.
fields: [LS]
first_year: null
last_year: null
source: SSDA903 validation rule 446
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'LS' AS field,
    e.legal_status_code AS value
FROM stg_ssda903__episodes AS e
WHERE e.legal_status_code = 'E1' AND e.start_date < DATE '2005-12-01'
