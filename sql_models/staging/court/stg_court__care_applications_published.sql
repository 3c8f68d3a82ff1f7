/*---
description: One row per year and place for which a rate of care applications is published. All rows of the files in force,
  typed; nothing is dropped.
grain: [row_id]
columns:
  row_id: File and data row, which together name the row for good.
  financial_year: Year of the applications, as 2023-24.
  year_ending_march: Year in which its 31 March falls. NULL when the text is no whole number.
  year_ending_march_text: year_ending_march as received; NULL when blank.
  geographic_level: Whether the row is about a local authority or all of England.
  new_la_code: Nine-character ONS code of the place.
  old_la_code: Three-digit DfE number of the place; 970 is England.
  lait_name: Name of the place as the publication writes it.
  care_applications_per_10000: Care applications for every 10,000 children. NULL when the text is no number.
  care_applications_per_10000_text: care_applications_per_10000 as received; NULL when blank.
  vintage: Edition of the source that the figure is from; a later edition may say otherwise.
  note: What is known to be doubtful about the figure.
  source: Where the figure was taken from.
source: Care applications, as published. This project's contract. Pre-proceedings after the CIN census module of 2026/27
  and the Standard Safeguarding Dataset; hearings and the timetable of 26 weeks after the Public Law Outline.
---*/
-- Written from contracts/court/care_applications_published.yaml: change that, then run `make contracts`.
SELECT
    CAST(r.file_id || ':' || CAST(r.row_number AS VARCHAR) AS VARCHAR) AS row_id,
    r.dataset,
    CAST(r.release_year AS INTEGER) AS release_year,
    r.file_id,
    CAST(r.row_number AS INTEGER) AS row_number,
    CAST(NULLIF(TRIM(r.financial_year), '') AS VARCHAR) AS financial_year,
    CASE
        WHEN MOD(TRY_CAST(TRANSLATE(r.year_ending_march, '£, ', '') AS DECIMAL(18, 4)), 1) = 0
            THEN TRY_CAST(TRANSLATE(r.year_ending_march, '£, ', '') AS INTEGER)
    END AS year_ending_march,
    CAST(NULLIF(TRIM(r.year_ending_march), '') AS VARCHAR) AS year_ending_march_text,
    CAST(NULLIF(TRIM(r.geographic_level), '') AS VARCHAR) AS geographic_level,
    CAST(NULLIF(TRIM(r.new_la_code), '') AS VARCHAR) AS new_la_code,
    CAST(NULLIF(TRIM(r.old_la_code), '') AS VARCHAR) AS old_la_code,
    CAST(NULLIF(TRIM(r.lait_name), '') AS VARCHAR) AS lait_name,
    TRY_CAST(
        TRANSLATE(r.care_applications_per_10000, '£, ', '') AS DECIMAL(18, 4)
    ) AS care_applications_per_10000,
    CAST(NULLIF(TRIM(r.care_applications_per_10000), '') AS VARCHAR) AS care_applications_per_10000_text,
    CAST(NULLIF(TRIM(r.vintage), '') AS VARCHAR) AS vintage,
    CAST(NULLIF(TRIM(r.note), '') AS VARCHAR) AS note,
    CAST(NULLIF(TRIM(r.source), '') AS VARCHAR) AS source
FROM raw_court__care_applications_published AS r
