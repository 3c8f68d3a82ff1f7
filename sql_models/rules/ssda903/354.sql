/*---
code: "354"
table: episodes
severity: error
message: >-
  The episode begins after the year ended. Correct the date on which it began, or leave the episode to
  the next return.
fields: [DECOM]
first_year: null
last_year: null
source: SSDA903 validation rule 354
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'DECOM' AS field,
    e.start_date_text AS value
FROM stg_ssda903__episodes AS e
WHERE e.start_date > MAKE_DATE(e.collection_year, 3, 31)
