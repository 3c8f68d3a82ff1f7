/*---
description: One row per application to the family court, as the latest tracker that holds it tells it.
grain: [la_code, case_number, application_type_code, issue_date]
columns:
  as_at_date: Last day that the tracker covers which tells the application.
  is_end_unknown: Whether no end is told although a later tracker of the LA, which holds all that is open, no longer has it.
source: >-
  Trackers of successive years restate what is open. The same case, type and day of issue are the same application and
  the latest tracker knows best. A row without a case number or a day of issue cannot be told from another and is left
  out; rules report it. So is a type that is in no list where another year's tracker has a listed one for the case
  and day.
---*/
WITH trackers AS (
    SELECT
        s.la_code,
        s.collection_year,
        MAX(s.as_at_date) AS as_at_date,
        MAX(s.collection_year) OVER (PARTITION BY s.la_code) AS latest_collection_year
    FROM stg_intake__submissions AS s
    WHERE s.source = 'court' AND s.table_name = 'application'
    GROUP BY s.la_code, s.collection_year
),

ranked_applications AS (
    SELECT
        a.*,
        k.code IS NOT NULL AS is_listed,
        MAX(CASE WHEN k.code IS NOT NULL THEN a.collection_year END) OVER (
            PARTITION BY a.la_code, a.case_number, a.issue_date
        ) AS listed_collection_year,
        ROW_NUMBER() OVER (
            PARTITION BY a.la_code, a.case_number, a.application_type_code, a.issue_date
            ORDER BY
                a.collection_year DESC,
                COALESCE(a.case_end_date, DATE '9999-12-31') DESC,
                a.case_outcome_code ASC,
                a.row_id DESC
        ) AS preference
    FROM stg_court__application AS a
    LEFT JOIN seed_court_application_type AS k ON a.application_type_code = k.code
    WHERE a.case_number IS NOT NULL AND a.issue_date IS NOT NULL
)

SELECT
    r.la_code,
    r.case_number,
    r.application_type_code,
    r.issue_date,
    r.is_la_applicant,
    r.is_short_notice,
    r.is_repeat,
    r.court_area,
    r.extended_to_date,
    r.case_end_date,
    r.case_outcome_code,
    CAST(COALESCE(t.as_at_date, MAKE_DATE(r.collection_year, 3, 31)) AS DATE) AS as_at_date,
    COALESCE(
        r.case_end_date IS NULL AND r.collection_year < t.latest_collection_year, FALSE
    ) AS is_end_unknown,
    r.collection_year,
    r.row_id
FROM ranked_applications AS r
LEFT JOIN trackers AS t ON r.la_code = t.la_code AND r.collection_year = t.collection_year
WHERE
    r.preference = 1
    AND (r.is_listed OR COALESCE(r.listed_collection_year, r.collection_year) = r.collection_year)
