/*---
description: One row per row of a file in force that describes a child, in the words of all sources.
grain: [row_id]
columns:
  received_child_key: Key made at the door from the local authority and the child id that it sent.
  source: Source of the row, as ssda903, cin_census, court or local.
  source_order: Place of the source in the order of preference, from 1; SSDA903, then CIN census, then court, then contacts.
  is_header: Whether the row is one of the SSDA903 header.
  birth_date: Date of birth; NULL when not told, or told as a day after the collection year.
  expected_birth_date: Expected date of birth of a child not yet born; NULL for others.
  sex: Male or Female; NULL when not told.
  ethnicity_code: Ethnic origin code; NULL when not told or in no list.
  death_date: Date of death; NULL when not told.
  upn: Unique pupil number as received, or why there is none.
  former_upn: Unique pupil number that the child had before, as received.
  upn_unknown_reason_code: Why the CIN census has no unique pupil number.
source: >-
  What describes a child is the SSDA903 header, the identifiers and characteristics of the CIN census, the children of
  the court tracker and those of contacts; other SSDA903 modules repeat the header, and rules compare them. A day of birth after the collection
  year, a code that is in no list and U, 0 or 9 for the sex tell nothing. The rules report them.
---*/
WITH rows_of_children AS (
    SELECT
        h.row_id,
        h.child_key,
        h.la_code,
        CAST('ssda903' AS VARCHAR) AS source,
        1 AS source_order,
        TRUE AS is_header,
        h.collection_year,
        h.birth_date,
        CAST(NULL AS DATE) AS expected_birth_date,
        h.sex_code,
        h.ethnicity_code,
        CAST(NULL AS DATE) AS death_date,
        h.upn,
        CAST(NULL AS VARCHAR) AS former_upn,
        CAST(NULL AS VARCHAR) AS upn_unknown_reason_code
    FROM stg_ssda903__header AS h
    UNION ALL
    SELECT
        i.row_id,
        i.child_key,
        i.la_code,
        'cin_census' AS source,
        2 AS source_order,
        FALSE AS is_header,
        i.collection_year,
        i.birth_date,
        i.expected_birth_date,
        i.sex_code,
        NULL AS ethnicity_code,
        i.death_date,
        i.upn,
        i.former_upn,
        i.upn_unknown_reason_code
    FROM stg_cin_census__child_identifiers AS i
    UNION ALL
    SELECT
        c.row_id,
        c.child_key,
        c.la_code,
        'cin_census' AS source,
        2 AS source_order,
        FALSE AS is_header,
        c.collection_year,
        NULL AS birth_date,
        NULL AS expected_birth_date,
        NULL AS sex_code,
        c.ethnicity_code,
        NULL AS death_date,
        NULL AS upn,
        NULL AS former_upn,
        NULL AS upn_unknown_reason_code
    FROM stg_cin_census__child_characteristics AS c
    UNION ALL
    SELECT
        a.row_id,
        a.child_key,
        a.la_code,
        'court' AS source,
        3 AS source_order,
        FALSE AS is_header,
        a.collection_year,
        a.birth_date,
        NULL AS expected_birth_date,
        a.sex_code,
        NULL AS ethnicity_code,
        NULL AS death_date,
        NULL AS upn,
        NULL AS former_upn,
        NULL AS upn_unknown_reason_code
    FROM stg_court__application_child AS a
    UNION ALL
    SELECT
        n.row_id,
        n.child_key,
        n.la_code,
        'local' AS source,
        4 AS source_order,
        FALSE AS is_header,
        n.collection_year,
        n.birth_date,
        NULL AS expected_birth_date,
        n.sex_code,
        NULL AS ethnicity_code,
        NULL AS death_date,
        NULL AS upn,
        NULL AS former_upn,
        NULL AS upn_unknown_reason_code
    FROM stg_local__contact AS n
)

SELECT
    r.row_id,
    r.child_key AS received_child_key,
    r.la_code,
    CAST(r.source AS VARCHAR) AS source,
    CAST(r.source_order AS INTEGER) AS source_order,
    CAST(r.is_header AS BOOLEAN) AS is_header,
    r.collection_year,
    CAST(
        CASE WHEN r.birth_date <= MAKE_DATE(r.collection_year, 3, 31) THEN r.birth_date END AS DATE
    ) AS birth_date,
    CAST(r.expected_birth_date AS DATE) AS expected_birth_date,
    CAST(NULLIF(s.label, 'Unknown') AS VARCHAR) AS sex,
    e.code AS ethnicity_code,
    CAST(r.death_date AS DATE) AS death_date,
    CAST(r.upn AS VARCHAR) AS upn,
    CAST(r.former_upn AS VARCHAR) AS former_upn,
    CAST(r.upn_unknown_reason_code AS VARCHAR) AS upn_unknown_reason_code
FROM rows_of_children AS r
LEFT JOIN seed_sex AS s ON r.sex_code = s.code
LEFT JOIN seed_ethnicity AS e ON r.ethnicity_code = e.code
WHERE r.child_key IS NOT NULL
