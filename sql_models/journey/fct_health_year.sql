/*---
description: One row per child and collection year, the outcomes of a child looked after for 12 months or more on 31 March.
grain: [child_key, collection_year]
columns:
  health_year_key: Key of the row, from the child and the collection year.
  period_of_care_key: Key of the period of care that covers the end of 31 March; NULL when the returns held have none.
  age: Age in completed years on 31 March; NULL when the date of birth is not known.
  sdq_band: Band of the questionnaire score; Unknown without one.
  sdq_reason: Why there is no questionnaire score; Unknown when not told, as where there is one.
source: >-
  SSDA903 guide, OC2: told once a year of children looked after for 12 months on 31 March. Whether the child was so
  is a rule's finding and drops no row here.
---*/
WITH ranked_rows AS (
    SELECT
        t.*,
        c.child_key AS resolved_child_key,
        MAKE_DATE(t.collection_year, 3, 31) AS last_day,
        ROW_NUMBER() OVER (
            PARTITION BY c.child_key, t.collection_year
            ORDER BY
                COALESCE(t.sdq_score, -1) DESC,
                CASE WHEN t.has_health_assessment IS NULL THEN 1 ELSE 0 END ASC,
                t.row_id DESC
        ) AS preference
    FROM stg_ssda903__oc2 AS t
    INNER JOIN int_children__resolved AS c ON t.child_key = c.received_child_key
)

SELECT
    CAST(
        MD5(t.resolved_child_key || '|' || CAST(t.collection_year AS VARCHAR)) AS VARCHAR
    ) AS health_year_key,
    CAST(t.resolved_child_key AS VARCHAR) AS child_key,
    CAST(t.la_code AS VARCHAR) AS la_code,
    CAST(p.period_of_care_key AS VARCHAR) AS period_of_care_key,
    CAST(FLOOR((
        EXTRACT(YEAR FROM t.last_day) * 10000 + EXTRACT(MONTH FROM t.last_day) * 100
        + EXTRACT(DAY FROM t.last_day)
        - EXTRACT(YEAR FROM c.birth_date) * 10000 - EXTRACT(MONTH FROM c.birth_date) * 100
        - EXTRACT(DAY FROM c.birth_date)
    ) / 10000) AS INTEGER) AS age,
    CAST(t.sdq_score AS INTEGER) AS sdq_score,
    CAST(COALESCE(b.sdq_band, 'Unknown') AS VARCHAR) AS sdq_band,
    CAST(t.sdq_reason_code AS VARCHAR) AS sdq_reason_code,
    CAST(COALESCE(s.label, 'Unknown') AS VARCHAR) AS sdq_reason,
    CAST(t.is_convicted AS BOOLEAN) AS is_convicted,
    CAST(t.is_health_checked AS BOOLEAN) AS is_health_checked,
    CAST(t.is_immunised AS BOOLEAN) AS is_immunised,
    CAST(t.has_teeth_check AS BOOLEAN) AS has_teeth_check,
    CAST(t.has_health_assessment AS BOOLEAN) AS has_health_assessment,
    CAST(t.has_substance_misuse AS BOOLEAN) AS has_substance_misuse,
    CAST(t.has_received_intervention AS BOOLEAN) AS has_received_intervention,
    CAST(t.has_been_offered_intervention AS BOOLEAN) AS has_been_offered_intervention,
    CAST(t.collection_year AS INTEGER) AS collection_year,
    CAST(t.row_id AS VARCHAR) AS row_id
FROM ranked_rows AS t
LEFT JOIN fct_period_of_care AS p
    ON
        t.resolved_child_key = p.child_key AND t.last_day >= p.start_date
        AND (p.end_date IS NULL OR t.last_day < p.end_date)
LEFT JOIN dim_child AS c ON t.resolved_child_key = c.child_key
LEFT JOIN seed_sdq_band AS b ON t.sdq_score >= b.from_score AND t.sdq_score <= b.to_score
LEFT JOIN seed_ssda903_code AS s ON s.code_list = 'sdq_reason' AND t.sdq_reason_code = s.code
WHERE t.preference = 1
