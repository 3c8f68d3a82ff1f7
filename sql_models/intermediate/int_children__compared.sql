/*---
description: One row per child with a date of birth, with what is compared with children of other local authorities.
grain: [child_key]
columns:
  la_code: Local authority whose child it is.
  person_key: Key of the person as far as it is known for certain or accepted; the child's own key for all others.
  birth_date: Date of birth.
  sex: Male or Female; NULL when no return tells it.
  ethnic_group: Ethnic group as publications band it; NULL when not told, refused or not yet obtained.
  upn: Latest valid permanent UPN of the child; without any, the latest with a wrong check letter, which a slip makes.
  home_postcode: Postcode of the home from which the child last came into care, without blanks; NULL when none is known.
  first_known_date: First day on which the authority knew of the child, as far as the returns tell.
  last_known_date: >-
    Last day on which the child was in need or looked after as returns tell it; NULL when it may still be, or was neither.
source: What `cjw link` reads. Never released; these columns identify children.
---*/
WITH last_days AS (
    SELECT
        s.child_key,
        CASE WHEN COUNT(*) = COUNT(s.last_date) THEN MAX(s.last_date) END AS last_known_date
    FROM int_children__open_spells AS s
    GROUP BY s.child_key
),

ranked_slips AS (
    SELECT
        c.child_key,
        r.upn,
        ROW_NUMBER() OVER (
            PARTITION BY c.child_key ORDER BY r.collection_year DESC, r.source_order ASC, r.row_id DESC
        ) AS preference
    FROM int_child_ids__records AS r
    INNER JOIN int_children__resolved AS c ON r.received_child_key = c.received_child_key
    INNER JOIN int_upns__checked AS u ON r.upn = u.upn
    WHERE u.upn_state = 'Wrong check letter'
)

SELECT
    i.child_key,
    i.la_code,
    CAST(COALESCE(p.person_key, i.child_key) AS VARCHAR) AS person_key,
    i.birth_date,
    i.sex,
    CAST(
        CASE WHEN e.ethnic_group NOT LIKE 'Refused%' THEN e.ethnic_group END AS VARCHAR
    ) AS ethnic_group,
    CAST(COALESCE(i.upn, w.upn) AS VARCHAR) AS upn,
    i.home_postcode,
    f.first_known_date,
    CAST(l.last_known_date AS DATE) AS last_known_date
FROM int_children__identifiers AS i
INNER JOIN int_children__latest AS t ON i.child_key = t.child_key
LEFT JOIN int_persons__linked AS p ON i.child_key = p.child_key AND NOT p.is_in_doubt
LEFT JOIN int_children__first_known AS f ON i.child_key = f.child_key
LEFT JOIN last_days AS l ON i.child_key = l.child_key
LEFT JOIN ranked_slips AS w ON i.child_key = w.child_key AND w.preference = 1
LEFT JOIN seed_ethnicity AS e ON t.ethnicity_code = e.code
WHERE i.birth_date IS NOT NULL
