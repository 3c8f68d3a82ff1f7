/*---
code: "501"
table: episodes
severity: error
message: >-
  The episode begins before the child's previous episode ceased, so that the child is in two at once. Mend
  the date on which this one began or the date on which the previous one ceased.
fields: [DECOM]
first_year: null
last_year: null
source: SSDA903 validation rule 501
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'DECOM' AS field,
    e.start_date_text AS value
FROM int_episodes__in_order AS e
WHERE e.start_date < e.previous_end_date
