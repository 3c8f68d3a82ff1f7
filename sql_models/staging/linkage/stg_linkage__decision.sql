/*---
description: One row per pair of children of different authorities that a person has looked at. All rows of the files
  in force, typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  child_key: Pseudonymous key of one of the two children.
  other_child_key: Pseudonymous key of the other, a child of another local authority.
  match_probability: Probability that the two are one person, as the list of candidates stated it. NULL when the text
    is no number.
  match_probability_text: match_probability as received; NULL when blank.
  is_accepted: Whether the two were found to be one person; blank while nobody has decided. NULL when the text is neither
    yes nor no.
  is_accepted_text: is_accepted as received; NULL when blank.
  decided_by: Who decided.
  decided_date: When. NULL when the text is no date.
  decided_date_text: decided_date as received; NULL when blank.
source: Decisions on candidate pairs. This project's contract (docs/linking-children.md).
---*/
-- Written from contracts/linkage/decision.yaml: change that, then run `make contracts`.
-- A year of two digits is tried before one of four, which would read 16 as the year 16. Ten characters, the
-- usual form, hold four: they are tried in fewer forms, as one that fails takes longest.
SELECT
    CAST(r.file_id || ':' || CAST(r.row_number AS VARCHAR) AS VARCHAR) AS row_id,
    r.dataset,
    CAST(r.release_year AS INTEGER) AS release_year,
    r.file_id,
    CAST(r.row_number AS INTEGER) AS row_number,
    CAST(NULLIF(TRIM(r.child_key), '') AS VARCHAR) AS child_key,
    CAST(NULLIF(TRIM(r.other_child_key), '') AS VARCHAR) AS other_child_key,
    TRY_CAST(TRANSLATE(r.match_probability, '£, ', '') AS DECIMAL(18, 4)) AS match_probability,
    CAST(NULLIF(TRIM(r.match_probability), '') AS VARCHAR) AS match_probability_text,
    CASE
        WHEN LOWER(TRIM(r.is_accepted)) IN ('1', 'true', 'y', 'yes') THEN TRUE
        WHEN LOWER(TRIM(r.is_accepted)) IN ('0', 'false', 'n', 'no') THEN FALSE
    END AS is_accepted,
    CAST(NULLIF(TRIM(r.is_accepted), '') AS VARCHAR) AS is_accepted_text,
    CAST(NULLIF(TRIM(r.decided_by), '') AS VARCHAR) AS decided_by,
    CAST(CASE LENGTH(TRIM(r.decided_date))
        WHEN 10 THEN TRY_STRPTIME(TRIM(r.decided_date), [
            '%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d-%b-%Y'
        ])
        ELSE TRY_STRPTIME(NULLIF(TRIM(r.decided_date), ''), [
            '%d/%m/%y', '%d/%m/%Y', '%d-%m-%y', '%d-%b-%y', '%d.%m.%y',
            '%Y-%m-%d', '%d-%m-%Y', '%d-%b-%Y', '%d.%m.%Y',
            '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'
        ])
    END AS DATE) AS decided_date,
    CAST(NULLIF(TRIM(r.decided_date), '') AS VARCHAR) AS decided_date_text
FROM raw_linkage__decision AS r
