/*---
code: "331"
tables: [ad1, episodes]
severity: error
message: >-
  Child and adopters were matched after the child was placed with them for adoption. Correct the date of
  the match, or that on which the placement began.
fields: [DATE_MATCH, DECOM]
first_year: null
last_year: null
source: SSDA903 validation rule 331
---*/
WITH failing AS (
    SELECT
        a.row_id,
        a.la_code,
        a.collection_year,
        a.child_key,
        a.adoption_match_date_text,
        e.row_id AS episode_row_id,
        e.start_date_text
    FROM stg_ssda903__ad1 AS a
    INNER JOIN stg_ssda903__episodes AS e
        ON a.la_code = e.la_code AND a.collection_year = e.collection_year AND a.child_key = e.child_key
    WHERE
        e.reason_episode_ceased_code IN ('E11', 'E12')
        AND a.adoption_match_date > e.start_date
)

SELECT DISTINCT
    f.row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DATE_MATCH' AS field,
    f.adoption_match_date_text AS value,
    'ad1' AS table_name
FROM failing AS f
UNION ALL
SELECT DISTINCT
    f.episode_row_id AS row_id,
    f.la_code,
    f.collection_year,
    f.child_key,
    'DECOM' AS field,
    f.start_date_text AS value,
    'episodes' AS table_name
FROM failing AS f
