/*---
description: One row per child of the SSDA903 return or the CIN census and each date of birth and sex that they have told.
grain: [child_key, birth_date, sex]
columns:
  birth_date: Date of birth; NULL when a return told none that can be read.
  sex: Male, Female or Unknown.
source: Who is known to a statutory return, against whom court rows are held. A child with episodes alone is known too.
---*/
WITH told_children AS (
    SELECT
        h.child_key,
        h.birth_date,
        h.sex_code
    FROM stg_ssda903__header AS h
    UNION ALL
    SELECT
        i.child_key,
        i.birth_date,
        i.sex_code
    FROM stg_cin_census__child_identifiers AS i
    UNION ALL
    SELECT
        e.child_key,
        CAST(NULL AS DATE) AS birth_date,
        CAST(NULL AS VARCHAR) AS sex_code
    FROM stg_ssda903__episodes AS e
)

SELECT DISTINCT
    r.child_key,
    r.la_code,
    t.birth_date,
    CAST(COALESCE(s.label, 'Unknown') AS VARCHAR) AS sex
FROM told_children AS t
INNER JOIN int_children__resolved AS r ON t.child_key = r.received_child_key
LEFT JOIN seed_sex AS s ON t.sex_code = s.code
