/*---
description: One row per child and collection year that tells what permanence arrangement broke down before the child started to be looked after.
grain: [child_key, collection_year]
columns:
  previous_permanence_key: Key of the row, from the child and the collection year.
  period_of_care_key: Key of the child's first period of care that began in the collection year; NULL when none did.
  previous_permanence: Kind of the earlier arrangement; Unknown when the code is not in the list.
  has_previous_permanence: Whether an earlier adoption, special guardianship or child arrangements order broke down; NULL when not known (P4) or the code is not in the list.
source: >-
  SSDA903 guide, previous permanence option: asked of children who started to be looked after in the year, once a
  child. The return does not say of which start; the first of the year is taken, as the answer does not change in it.
---*/
WITH ranked_rows AS (
    SELECT
        c.child_key,
        t.la_code,
        t.previous_permanence_code,
        t.previous_permanence_la_code,
        t.previous_permanence_date,
        t.previous_permanence_date_text,
        t.collection_year,
        t.row_id,
        ROW_NUMBER() OVER (
            PARTITION BY c.child_key, t.collection_year
            ORDER BY
                COALESCE(t.previous_permanence_code, 'ZZ') ASC,
                t.row_id DESC
        ) AS preference
    FROM stg_ssda903__previous_permanence AS t
    INNER JOIN int_children__resolved AS c ON t.child_key = c.received_child_key
),

first_starts AS (
    SELECT
        p.child_key,
        p.start_collection_year,
        p.period_of_care_key,
        ROW_NUMBER() OVER (
            PARTITION BY p.child_key, p.start_collection_year ORDER BY p.start_date
        ) AS preference
    FROM fct_period_of_care AS p
    WHERE p.is_start_observed
)

SELECT
    CAST(MD5(r.child_key || '|' || CAST(r.collection_year AS VARCHAR)) AS VARCHAR) AS previous_permanence_key,
    CAST(r.child_key AS VARCHAR) AS child_key,
    CAST(r.la_code AS VARCHAR) AS la_code,
    CAST(f.period_of_care_key AS VARCHAR) AS period_of_care_key,
    CAST(r.previous_permanence_code AS VARCHAR) AS previous_permanence_code,
    CAST(COALESCE(l.label, 'Unknown') AS VARCHAR) AS previous_permanence,
    CAST(CASE WHEN l.code <> 'P4' THEN l.code <> 'Z1' END AS BOOLEAN) AS has_previous_permanence,
    CAST(r.previous_permanence_la_code AS VARCHAR) AS previous_permanence_la_code,
    CAST(r.previous_permanence_date AS DATE) AS previous_permanence_date,
    CAST(r.previous_permanence_date_text AS VARCHAR) AS previous_permanence_date_text,
    CAST(r.collection_year AS INTEGER) AS collection_year,
    CAST(r.row_id AS VARCHAR) AS row_id
FROM ranked_rows AS r
LEFT JOIN first_starts AS f
    ON r.child_key = f.child_key AND r.collection_year = f.start_collection_year AND f.preference = 1
LEFT JOIN seed_ssda903_code AS l
    ON l.code_list = 'previous_permanence' AND r.previous_permanence_code = l.code
WHERE r.preference = 1
