/*---
code: "359"
table: episodes
severity: error
message: >-
  The child is still looked after after the 18th birthday, but not accommodated under section 20 (V2) in
  a children's home (K2), as section 20(5) asks. Correct the date on which the episode ceased, the legal
  status or the placement type.
fields: [LS, PLACE]
first_year: null
last_year: null
source: SSDA903 validation rule 359
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    CASE WHEN COALESCE(e.legal_status_code, '') <> 'V2' THEN 'LS' ELSE 'PLACE' END AS field,
    CASE
        WHEN COALESCE(e.legal_status_code, '') <> 'V2' THEN e.legal_status_code
        ELSE e.placement_type_code
    END AS value
FROM stg_ssda903__episodes AS e
INNER JOIN stg_ssda903__header AS h
    ON e.la_code = h.la_code AND e.collection_year = h.collection_year AND e.child_key = h.child_key
WHERE
    COALESCE(e.end_date, MAKE_DATE(e.collection_year, 3, 31)) > h.birth_date + INTERVAL 18 YEAR
    AND (COALESCE(e.legal_status_code, '') <> 'V2' OR COALESCE(e.placement_type_code, '') <> 'K2')
