/*---
code: "399"
tables: [episodes, header, reviews]
severity: error
message: >-
  The child is looked after in short breaks (V3 or V4) alone, but a review, how the child took part in
  it, or whether the girl is a mother is sent, which is not asked of short breaks. Leave these blank, or
  correct the legal status.
fields: [LS, MOTHER, REVIEW, REVIEW_CODE]
first_year: null
last_year: null
source: SSDA903 validation rule 399
---*/
WITH short_break_children AS (
    SELECT
        e.la_code,
        e.collection_year,
        e.child_key
    FROM stg_ssda903__episodes AS e
    WHERE e.child_key IS NOT NULL
    GROUP BY e.la_code, e.collection_year, e.child_key
    HAVING COUNT(*) = COUNT(CASE WHEN e.legal_status_code IN ('V3', 'V4') THEN 1 END)
),

answers AS (
    SELECT
        h.row_id,
        h.la_code,
        h.collection_year,
        h.child_key,
        'MOTHER' AS field,
        h.mother_code AS value,
        'header' AS table_name
    FROM stg_ssda903__header AS h
    INNER JOIN short_break_children AS s
        ON h.la_code = s.la_code AND h.collection_year = s.collection_year AND h.child_key = s.child_key
    WHERE h.mother_code IS NOT NULL
    UNION ALL
    SELECT
        r.row_id,
        r.la_code,
        r.collection_year,
        r.child_key,
        CASE WHEN r.review_date_text IS NOT NULL THEN 'REVIEW' ELSE 'REVIEW_CODE' END AS field,
        COALESCE(r.review_date_text, r.participation_code) AS value,
        'reviews' AS table_name
    FROM stg_ssda903__reviews AS r
    INNER JOIN short_break_children AS s
        ON r.la_code = s.la_code AND r.collection_year = s.collection_year AND r.child_key = s.child_key
    WHERE r.review_date_text IS NOT NULL OR r.participation_code IS NOT NULL
)

SELECT
    a.row_id,
    a.la_code,
    a.collection_year,
    a.child_key,
    a.field,
    a.value,
    a.table_name
FROM answers AS a
UNION ALL
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'LS' AS field,
    e.legal_status_code AS value,
    'episodes' AS table_name
FROM stg_ssda903__episodes AS e
WHERE
    EXISTS (
        SELECT 1
        FROM answers AS n
        WHERE n.la_code = e.la_code AND n.collection_year = e.collection_year AND n.child_key = e.child_key
    )
