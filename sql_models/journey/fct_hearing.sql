/*---
description: One row per hearing of a case, by day and kind, held or listed.
grain: [hearing_key]
columns:
  hearing_key: Key of the hearing, from the LA, the case number, the day and the kind of hearing.
  care_proceedings_key: Key of the case; NULL when no application of that number is told.
  application_key: Key of the only application of the case that was before the court on the day; NULL when there are several or none.
  hearing_type: What the hearing is for, readable; Unknown when the code is not in the list.
  hearing_outcome: What became of it, readable; Listed while it lies ahead, Unknown when it is blank after the day.
  is_held: Whether it took place, Held or concluded.
  is_listed_ahead: Whether the latest tracker that has it tells it before its day.
  is_listing_lapsed: Whether it was listed ahead and a later tracker of the LA, which covers the day, no longer has it.
  is_final: Whether it is the final hearing, or another at which the case was concluded.
  days_from_issue: Days from the first issue of the case to the hearing; NULL when the issue is not known.
source: >-
  A tracker holds the hearings of its year and those listed ahead. The latest tracker that tells of hearings of a case on a day
  knows best, so that a hearing that was listed as another kind is told once. A row without a case number or a day is left
  out; rules report it.
---*/
WITH trackers AS (
    SELECT
        r.la_code,
        r.collection_year,
        r.as_at_date,
        MAX(r.as_at_date) OVER (PARTITION BY r.la_code) AS latest_as_at_date
    FROM fct_return AS r
    WHERE r.source = 'court' AND r.table_name = 'hearing'
),

ranked_hearings AS (
    SELECT
        h.*,
        COALESCE(t.as_at_date, MAKE_DATE(h.collection_year, 3, 31)) AS as_at_date,
        t.latest_as_at_date,
        MAX(h.collection_year) OVER (
            PARTITION BY h.la_code, h.case_number, h.hearing_date
        ) AS latest_collection_year,
        ROW_NUMBER() OVER (
            PARTITION BY h.la_code, h.case_number, h.hearing_date, h.hearing_type_code
            ORDER BY h.collection_year DESC, h.hearing_outcome_code ASC NULLS LAST, h.row_id DESC
        ) AS preference
    FROM stg_court__hearing AS h
    LEFT JOIN trackers AS t ON h.la_code = t.la_code AND h.collection_year = t.collection_year
    WHERE h.case_number IS NOT NULL AND h.hearing_date IS NOT NULL
),

hearings AS (
    SELECT
        r.*,
        MD5(
            r.la_code || '|' || r.case_number || '|' || CAST(r.hearing_date AS VARCHAR)
            || '|' || COALESCE(r.hearing_type_code, '')
        ) AS hearing_key,
        r.hearing_outcome_code IS NULL AND r.hearing_date > r.as_at_date AS is_listed_ahead
    FROM ranked_hearings AS r
    WHERE r.preference = 1 AND r.collection_year = r.latest_collection_year
),

only_open_applications AS (
    SELECT
        h.hearing_key,
        MIN(a.application_key) AS application_key
    FROM hearings AS h
    INNER JOIN fct_application AS a
        ON
            h.la_code = a.la_code
            AND h.case_number = a.case_number
            AND h.hearing_date >= a.issue_date
            AND (a.case_end_date IS NULL OR h.hearing_date <= a.case_end_date)
    GROUP BY h.hearing_key
    HAVING COUNT(*) = 1
)

SELECT
    CAST(h.hearing_key AS VARCHAR) AS hearing_key,
    h.la_code,
    CAST(c.care_proceedings_key AS VARCHAR) AS care_proceedings_key,
    CAST(a.application_key AS VARCHAR) AS application_key,
    h.case_number,
    h.hearing_date,
    h.hearing_type_code,
    CAST(COALESCE(k.label, 'Unknown') AS VARCHAR) AS hearing_type,
    h.hearing_outcome_code,
    CAST(
        CASE WHEN h.is_listed_ahead THEN 'Listed' ELSE COALESCE(o.label, 'Unknown') END AS VARCHAR
    ) AS hearing_outcome,
    h.is_agreed,
    COALESCE(h.hearing_outcome_code IN ('HELD', 'CONCLUDED'), FALSE) AS is_held,
    h.is_listed_ahead,
    COALESCE(h.is_listed_ahead AND h.latest_as_at_date >= h.hearing_date, FALSE) AS is_listing_lapsed,
    COALESCE(h.hearing_type_code = 'FINAL' OR h.hearing_outcome_code = 'CONCLUDED', FALSE) AS is_final,
    CAST(DATE_DIFF('day', c.first_issue_date, h.hearing_date) AS INTEGER) AS days_from_issue,
    h.collection_year,
    h.row_id
FROM hearings AS h
LEFT JOIN only_open_applications AS a ON h.hearing_key = a.hearing_key
LEFT JOIN fct_care_proceedings AS c ON h.la_code = c.la_code AND h.case_number = c.case_number
LEFT JOIN seed_court_code AS k ON k.code_list = 'hearing_type' AND h.hearing_type_code = k.code
LEFT JOIN seed_court_code AS o ON o.code_list = 'hearing_outcome' AND h.hearing_outcome_code = o.code
