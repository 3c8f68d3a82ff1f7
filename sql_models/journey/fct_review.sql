/*---
description: One row per review of a looked after child, as the latest return that tells of it has it.
grain: [review_key]
columns:
  review_key: Key of the review, from the child and the day.
  period_of_care_key: Key of the period of care in which it was held; NULL when the returns held have none.
  participation: How the child took part; Unknown when the code is not in the list.
  age_at_review: Age in completed years on the day; NULL when the date of birth is not known.
  review_number: Which review of the period of care this is in the returns held, from 1.
  days_since_previous_review: Days since the review before in the same period of care; NULL for the first.
source: >-
  SSDA903 guide, reviews. The same child and day are the same review.
  A day on which one period of care ends and the next begins belongs to the next. Before the first period in the returns held lies what belongs to it, when its true start was not observed.
---*/
WITH ranked_rows AS (
    SELECT
        c.child_key,
        t.la_code,
        t.review_date,
        t.participation_code,
        t.collection_year,
        t.row_id,
        ROW_NUMBER() OVER (
            PARTITION BY c.child_key, t.review_date
            ORDER BY
                t.collection_year DESC,
                COALESCE(t.participation_code, 'ZZ') ASC,
                t.row_id DESC
        ) AS preference
    FROM stg_ssda903__reviews AS t
    INNER JOIN int_children__resolved AS c ON t.child_key = c.received_child_key
    WHERE t.review_date IS NOT NULL
),

placed_reviews AS (
    SELECT
        t.*,
        p.period_of_care_key,
        ROW_NUMBER() OVER (
            PARTITION BY t.child_key, t.review_date ORDER BY p.start_date DESC
        ) AS period_preference
    FROM ranked_rows AS t
    LEFT JOIN fct_period_of_care AS p
        ON
            t.child_key = p.child_key
            AND (t.review_date >= p.start_date OR (p.entry_number = 1 AND NOT p.is_start_observed))
            AND (p.end_date IS NULL OR t.review_date <= p.end_date)
    WHERE t.preference = 1
)

SELECT
    CAST(MD5(t.child_key || '|' || CAST(t.review_date AS VARCHAR)) AS VARCHAR) AS review_key,
    CAST(t.child_key AS VARCHAR) AS child_key,
    CAST(t.la_code AS VARCHAR) AS la_code,
    CAST(t.period_of_care_key AS VARCHAR) AS period_of_care_key,
    CAST(t.review_date AS DATE) AS review_date,
    CAST(t.participation_code AS VARCHAR) AS participation_code,
    CAST(COALESCE(l.label, 'Unknown') AS VARCHAR) AS participation,
    CAST(FLOOR((
        EXTRACT(YEAR FROM t.review_date) * 10000 + EXTRACT(MONTH FROM t.review_date) * 100
        + EXTRACT(DAY FROM t.review_date)
        - EXTRACT(YEAR FROM c.birth_date) * 10000 - EXTRACT(MONTH FROM c.birth_date) * 100
        - EXTRACT(DAY FROM c.birth_date)
    ) / 10000) AS INTEGER) AS age_at_review,
    CAST(ROW_NUMBER() OVER (
        PARTITION BY t.child_key, t.period_of_care_key ORDER BY t.review_date
    ) AS INTEGER) AS review_number,
    CAST(DATE_DIFF('day', LAG(t.review_date) OVER (
        PARTITION BY t.child_key, t.period_of_care_key ORDER BY t.review_date
    ), t.review_date) AS INTEGER) AS days_since_previous_review,
    CAST(t.collection_year AS INTEGER) AS collection_year,
    CAST(t.row_id AS VARCHAR) AS row_id
FROM placed_reviews AS t
LEFT JOIN dim_child AS c ON t.child_key = c.child_key
LEFT JOIN seed_ssda903_code AS l
    ON l.code_list = 'review_participation' AND t.participation_code = l.code
WHERE t.period_preference = 1
