/*---
code: "355"
table: episodes
severity: error
message: >-
  The episode ceases on the day it began, so it lasted less than 24 hours. Leave such an episode out, or
  correct either date.
fields: [DEC]
first_year: null
last_year: null
source: SSDA903 validation rule 355
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'DEC' AS field,
    e.end_date_text AS value
FROM stg_ssda903__episodes AS e
WHERE e.end_date = e.start_date
