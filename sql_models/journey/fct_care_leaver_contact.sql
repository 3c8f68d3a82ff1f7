/*---
description: One row per care leaver and collection year, what the local authority knew around the birthday in that year.
grain: [care_leaver_contact_key]
columns:
  care_leaver_contact_key: Key of the contact, from the child and the collection year.
  last_period_of_care_key: Key of the child's latest period of care that had ended by the year's end; NULL when the returns held have none.
  left_care_date: Day on which that ended.
  age: Age in completed years on 31 March of the collection year; NULL when the date of birth is not known.
  in_touch: Whether the local authority was in touch; Unknown when the code is not in the list.
  is_in_touch: Whether it was in touch.
  activity: Education, employment or training; Unknown when the code is not in the list.
  activity_group: Group of the activity in publications; Unknown when the code is not in the list.
  is_in_education_employment_or_training: Whether the care leaver was in education, employment or training.
  accommodation: Accommodation; Unknown when the code is not in the list.
  accommodation_suitability: Suitable, Not suitable, or Unknown where the accommodation is not known.
source: >-
  SSDA903 guide, care leavers: told once a year, of those who turned 17 to 21 in it, as they were around the birthday;
  so the age at the year's end is that of the birthday. It lies in no period of care: the care left is told instead.
---*/
WITH ranked_rows AS (
    SELECT
        c.child_key,
        t.la_code,
        t.collection_year,
        t.in_touch_code,
        t.activity_code,
        t.accommodation_code,
        t.row_id,
        MAKE_DATE(t.collection_year, 3, 31) AS last_day,
        ROW_NUMBER() OVER (
            PARTITION BY c.child_key, t.collection_year
            ORDER BY
                CASE WHEN t.in_touch_code IS NULL THEN 1 ELSE 0 END ASC,
                t.in_touch_code DESC,
                COALESCE(t.activity_code, '') DESC,
                COALESCE(t.accommodation_code, '') DESC,
                t.row_id DESC
        ) AS preference
    FROM stg_ssda903__oc3 AS t
    INNER JOIN int_children__resolved AS c ON t.child_key = c.received_child_key
),

leavers AS (
    SELECT
        t.*,
        p.period_of_care_key,
        p.end_date,
        ROW_NUMBER() OVER (
            PARTITION BY t.child_key, t.collection_year ORDER BY p.start_date DESC
        ) AS period_preference
    FROM ranked_rows AS t
    LEFT JOIN fct_period_of_care AS p ON t.child_key = p.child_key AND t.last_day >= p.end_date
    WHERE t.preference = 1
)

SELECT
    CAST(MD5(t.child_key || '|' || CAST(t.collection_year AS VARCHAR)) AS VARCHAR) AS care_leaver_contact_key,
    CAST(t.child_key AS VARCHAR) AS child_key,
    CAST(t.la_code AS VARCHAR) AS la_code,
    CAST(t.period_of_care_key AS VARCHAR) AS last_period_of_care_key,
    CAST(t.end_date AS DATE) AS left_care_date,
    CAST(t.collection_year AS INTEGER) AS collection_year,
    CAST(FLOOR((
        EXTRACT(YEAR FROM t.last_day) * 10000 + EXTRACT(MONTH FROM t.last_day) * 100
        + EXTRACT(DAY FROM t.last_day)
        - EXTRACT(YEAR FROM c.birth_date) * 10000 - EXTRACT(MONTH FROM c.birth_date) * 100
        - EXTRACT(DAY FROM c.birth_date)
    ) / 10000) AS INTEGER) AS age,
    CAST(t.in_touch_code AS VARCHAR) AS in_touch_code,
    CAST(COALESCE(i.label, 'Unknown') AS VARCHAR) AS in_touch,
    COALESCE(t.in_touch_code = 'YES', FALSE) AS is_in_touch,
    CAST(t.activity_code AS VARCHAR) AS activity_code,
    CAST(COALESCE(a.label, 'Unknown') AS VARCHAR) AS activity,
    CAST(COALESCE(g.activity_group, 'Unknown') AS VARCHAR) AS activity_group,
    CAST(COALESCE(g.is_in_education_employment_or_training, FALSE) AS BOOLEAN)
        AS is_in_education_employment_or_training,
    CAST(t.accommodation_code AS VARCHAR) AS accommodation_code,
    CAST(COALESCE(h.label, 'Unknown') AS VARCHAR) AS accommodation,
    CAST(CASE
        WHEN h.code IS NULL THEN 'Unknown'
        WHEN h.code LIKE '%1' THEN 'Suitable'
        WHEN h.code LIKE '%2' THEN 'Not suitable'
        ELSE 'Unknown'
    END AS VARCHAR) AS accommodation_suitability,
    CAST(t.row_id AS VARCHAR) AS row_id
FROM leavers AS t
LEFT JOIN dim_child AS c ON t.child_key = c.child_key
LEFT JOIN seed_ssda903_code AS i ON i.code_list = 'in_touch' AND t.in_touch_code = i.code
LEFT JOIN seed_ssda903_code AS a ON a.code_list = 'care_leaver_activity' AND t.activity_code = a.code
LEFT JOIN seed_care_leaver_activity_group AS g ON t.activity_code = g.code
LEFT JOIN seed_ssda903_code AS h
    ON h.code_list = 'care_leaver_accommodation' AND t.accommodation_code = h.code
WHERE t.period_preference = 1
