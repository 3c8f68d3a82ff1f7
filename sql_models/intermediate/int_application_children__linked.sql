/*---
description: One row per row of a court tracker about a child in a case, with the child that it is taken to be.
grain: [row_id]
columns:
  child_in_case: What tells a child of a case from another; the key of the child or, when it is not linked, its birth date and sex.
  child_key: Pseudonymous key of the child; NULL when the row is not linked.
  received_child_key: Key of the id that the row has; NULL when it has none.
  sex: Male, Female or Unknown.
  link_method: How the child was found; Child id, Birth date and sex, Child id not in returns or Not linked.
source: >-
  docs/decisions/0012. An id that a header, an episode or a census has is the child. Otherwise the row is the only child of
  the LA who was ever returned with its date of birth and sex and was in need or looked after on the day on which
  an application of the case was issued or within 28 days after it (an urgent application comes before the paperwork).
  Two rows alike in one case are twins and stay unlinked; so does a row whose only match is in the case by id.
  An id that no return has and that fits nobody stands for a child of its own.
---*/
WITH known_children AS (
    SELECT DISTINCT i.child_key
    FROM int_children__in_returns AS i
),

told_rows AS (
    SELECT
        t.row_id,
        t.row_number,
        t.la_code,
        t.collection_year,
        t.case_number,
        t.birth_date,
        COALESCE(s.label, 'Unknown') AS sex,
        t.care_plan_code,
        t.child_key AS received_child_key,
        r.child_key AS own_child_key,
        k.child_key IS NOT NULL AS is_known,
        COUNT(*) OVER (
            PARTITION BY
                t.la_code, t.collection_year, t.case_number, t.birth_date, s.label, k.child_key IS NULL
        ) AS rows_alike
    FROM stg_court__application_child AS t
    LEFT JOIN seed_sex AS s ON t.sex_code = s.code
    LEFT JOIN int_children__resolved AS r ON t.child_key = r.received_child_key
    LEFT JOIN known_children AS k ON r.child_key = k.child_key
),

-- Only rows without a known id look for a child; the issue dates of their case say when.
fitting_children AS (
    SELECT DISTINCT
        t.row_id,
        i.child_key
    FROM told_rows AS t
    INNER JOIN int_applications__in_force AS a ON t.la_code = a.la_code AND t.case_number = a.case_number
    INNER JOIN int_children__in_returns AS i
        ON t.la_code = i.la_code AND t.birth_date = i.birth_date AND t.sex = i.sex
    INNER JOIN int_children__open_spells AS o
        ON
            i.child_key = o.child_key
            AND o.start_date <= a.issue_date + INTERVAL 28 DAY
            AND (o.last_date IS NULL OR a.issue_date <= o.last_date)
    WHERE NOT t.is_known AND t.rows_alike = 1 AND t.sex <> 'Unknown'
),

only_fitting_children AS (
    SELECT
        f.row_id,
        MIN(f.child_key) AS child_key
    FROM fitting_children AS f
    GROUP BY f.row_id
    HAVING COUNT(*) = 1
),

-- A child who is in the case by id is not the one of another row.
found_children AS (
    SELECT
        t.row_id,
        o.child_key
    FROM told_rows AS t
    INNER JOIN only_fitting_children AS o ON t.row_id = o.row_id
    LEFT JOIN told_rows AS other_rows
        ON
            t.la_code = other_rows.la_code
            AND t.collection_year = other_rows.collection_year
            AND t.case_number = other_rows.case_number
            AND o.child_key = other_rows.own_child_key
    WHERE other_rows.row_id IS NULL
),

linked_rows AS (
    SELECT
        t.*,
        CASE
            WHEN t.is_known THEN t.own_child_key
            ELSE COALESCE(f.child_key, t.own_child_key)
        END AS child_key,
        CASE
            WHEN t.is_known THEN 'Child id'
            WHEN f.child_key IS NOT NULL THEN 'Birth date and sex'
            WHEN t.own_child_key IS NOT NULL THEN 'Child id not in returns'
            ELSE 'Not linked'
        END AS link_method
    FROM told_rows AS t
    LEFT JOIN found_children AS f ON t.row_id = f.row_id
)

SELECT
    l.row_id,
    l.la_code,
    l.collection_year,
    l.case_number,
    CAST(COALESCE(
        l.child_key,
        COALESCE(CAST(l.birth_date AS VARCHAR), '') || '|' || l.sex || '|' || CAST(
            ROW_NUMBER() OVER (
                PARTITION BY l.la_code, l.collection_year, l.case_number, l.birth_date, l.sex, l.link_method
                ORDER BY l.row_number, l.row_id
            ) AS VARCHAR
        )
    ) AS VARCHAR) AS child_in_case,
    CAST(l.child_key AS VARCHAR) AS child_key,
    l.received_child_key,
    l.birth_date,
    CAST(l.sex AS VARCHAR) AS sex,
    l.care_plan_code,
    CAST(l.link_method AS VARCHAR) AS link_method
FROM linked_rows AS l
