/*---
code: "stitching:restated_code"
table: ssda903.episodes
severity: query
message: >-
  An earlier return has the same episode with another code. Check which is right; if this return is wrong, mend the
  code and send the return again.
fields: [RNE, LS, CIN, PLACE, PLACE_PROVIDER]
first_year: null
last_year: null
source: Continuity of yearly returns; the history follows the later return. A code that is blank or in no list is for the rules of that field
---*/
WITH codes AS (
    SELECT
        'RNE' AS field,
        n.code
    FROM seed_reason_for_new_episode AS n
    UNION ALL
    SELECT
        'LS' AS field,
        l.code
    FROM seed_legal_status AS l
    UNION ALL
    SELECT
        'CIN' AS field,
        c.code
    FROM seed_category_of_need AS c
    UNION ALL
    SELECT
        'PLACE' AS field,
        t.code
    FROM seed_placement_type AS t
    UNION ALL
    SELECT
        'PLACE_PROVIDER' AS field,
        p.code
    FROM seed_placement_provider AS p
)

SELECT
    s.row_id,
    s.la_code,
    s.collection_year,
    s.child_key,
    r.field,
    r.value_after AS value
FROM int_episodes__restated AS r
INNER JOIN codes AS b ON r.field = b.field AND r.value_before = b.code
INNER JOIN codes AS a ON r.field = a.field AND r.value_after = a.code
INNER JOIN stg_ssda903__episodes AS s ON r.proving_row_id = s.row_id
WHERE r.repair_code = 'code_restated'
