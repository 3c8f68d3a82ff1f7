/*---
description: One row per child with what is sensitive or may identify it, kept apart from dim_child.
grain: [child_key]
columns:
  la_code: Local authority whose child it is.
  ethnicity_code: Ethnic origin code as last told; NULL when no return tells one that is in the list.
  ethnicity: What the ethnic origin code stands for; Unknown when not told.
  has_disability: Whether the latest CIN census with the child's disabilities tells one; NULL when none tells.
  is_ever_uasc: Whether any SSDA903 return has the child as an unaccompanied asylum-seeking child.
  uasc_ceased_date: Day on which that status ceases as last told, which may be to come; NULL for others or when not told.
  is_mother: Whether any SSDA903 header has the child herself as a mother.
  mothers_child_birth_date: Date of birth of her child as last told; NULL when not told.
  upn_state: >-
    What the number is worth in the latest row that tells a unique pupil number or why there is none: Permanent, Temporary,
    Wrong check letter, Not a number, or No number; Unknown when no row tells.
  upn_unknown_reason_code: Why there is no number (UN1 to UN7), in that row; NULL when there is one.
  upn_unknown_reason: What the reason code stands for; NULL when there is a number.
  home_postcode: Postcode of the home from which the child last came into care, without blanks; NULL when none is known.
source: >-
  No mart needs these, and what is not needed is not at hand. The number itself stays in int_children__identifiers.
---*/
WITH disability_tellings AS (
    SELECT
        c.child_key,
        MAX(d.collection_year) AS collection_year
    FROM stg_cin_census__disabilities AS d
    INNER JOIN int_children__resolved AS c ON d.child_key = c.received_child_key
    WHERE d.disability_code IS NOT NULL
    GROUP BY c.child_key
),

disabled_children AS (
    SELECT d.child_key
    FROM dim_child_disability AS d
    GROUP BY d.child_key
),

uasc_rows AS (
    SELECT
        c.child_key,
        u.uasc_ceased_date,
        ROW_NUMBER() OVER (
            PARTITION BY c.child_key ORDER BY u.collection_year DESC, u.row_id DESC
        ) AS preference
    FROM stg_ssda903__uasc AS u
    INNER JOIN int_children__resolved AS c ON u.child_key = c.received_child_key
),

mothers AS (
    SELECT
        c.child_key,
        h.mothers_child_birth_date,
        ROW_NUMBER() OVER (
            PARTITION BY c.child_key ORDER BY h.collection_year DESC, h.row_id DESC
        ) AS preference
    FROM stg_ssda903__header AS h
    INNER JOIN int_children__resolved AS c ON h.child_key = c.received_child_key
    WHERE h.mother_code = '1'
),

number_tellings AS (
    SELECT
        c.child_key,
        u.upn_state,
        COALESCE(r.upn_unknown_reason_code, CASE WHEN u.upn IS NULL THEN r.upn END) AS reason_code,
        ROW_NUMBER() OVER (
            PARTITION BY c.child_key ORDER BY r.collection_year DESC, r.source_order ASC, r.row_id DESC
        ) AS preference
    FROM int_child_ids__records AS r
    INNER JOIN int_children__resolved AS c ON r.received_child_key = c.received_child_key
    LEFT JOIN int_upns__checked AS u ON r.upn = u.upn
    WHERE r.upn IS NOT NULL OR r.upn_unknown_reason_code IS NOT NULL
)

SELECT
    c.child_key,
    CAST(c.la_code AS VARCHAR) AS la_code,
    t.ethnicity_code,
    CAST(COALESCE(e.label, 'Unknown') AS VARCHAR) AS ethnicity,
    CAST(CASE WHEN d.child_key IS NOT NULL THEN s.child_key IS NOT NULL END AS BOOLEAN) AS has_disability,
    CAST(u.child_key IS NOT NULL AS BOOLEAN) AS is_ever_uasc,
    CAST(u.uasc_ceased_date AS DATE) AS uasc_ceased_date,
    CAST(m.child_key IS NOT NULL AS BOOLEAN) AS is_mother,
    CAST(m.mothers_child_birth_date AS DATE) AS mothers_child_birth_date,
    CAST(COALESCE(n.upn_state, CASE WHEN n.child_key IS NULL THEN 'Unknown' ELSE 'No number' END) AS VARCHAR)
        AS upn_state,
    CAST(CASE WHEN n.upn_state IS NULL THEN n.reason_code END AS VARCHAR) AS upn_unknown_reason_code,
    CAST(CASE
        WHEN n.upn_state IS NULL AND n.reason_code IS NOT NULL THEN COALESCE(w.label, 'Unknown')
    END AS VARCHAR) AS upn_unknown_reason,
    i.home_postcode
FROM dim_child AS c
LEFT JOIN int_children__latest AS t ON c.child_key = t.child_key
LEFT JOIN int_children__identifiers AS i ON c.child_key = i.child_key
LEFT JOIN disability_tellings AS d ON c.child_key = d.child_key
LEFT JOIN disabled_children AS s ON c.child_key = s.child_key
LEFT JOIN uasc_rows AS u ON c.child_key = u.child_key AND u.preference = 1
LEFT JOIN mothers AS m ON c.child_key = m.child_key AND m.preference = 1
LEFT JOIN number_tellings AS n ON c.child_key = n.child_key AND n.preference = 1
LEFT JOIN seed_ethnicity AS e ON t.ethnicity_code = e.code
LEFT JOIN seed_cin_census_code AS w ON n.reason_code = w.code AND w.code_list = 'upn_unknown_reason'
