/*---
description: One row per child and move of the person from one local authority to another, told by both authorities.
grain: [child_key, from_la_code, to_la_code]
columns:
  child_key: The child in the authority of the row.
  la_code: The authority of the row, one of the two.
  person_key: Key of the person, the same in both authorities.
  from_la_code: Authority that knew the person first.
  to_la_code: Authority that knew the person next.
  from_child_key: The child in the authority that it came from.
  to_child_key: The child in the authority that it came to.
  move_date: First day on which the authority that the child came to knew of it; the move was about then or before.
  age_at_move: Age in completed years on that day; NULL when the date of birth is not known.
source: >-
  fct_person_link. A move is two authorities that one after the other come to know a person; when both knew it from the same day,
  the order of their codes decides. Where the child then lived, and a return to the first authority, no return tells.
---*/
WITH known_children AS (
    SELECT
        l.person_key,
        l.child_key,
        l.la_code,
        f.first_known_date,
        LEAD(l.child_key) OVER arrivals AS to_child_key,
        LEAD(l.la_code) OVER arrivals AS to_la_code,
        LEAD(f.first_known_date) OVER arrivals AS move_date
    FROM fct_person_link AS l
    INNER JOIN int_children__first_known AS f ON l.child_key = f.child_key
    WINDOW arrivals AS (PARTITION BY l.person_key ORDER BY f.first_known_date ASC, l.la_code ASC)
),

both_sides AS (
    SELECT
        k.child_key,
        k.la_code,
        k.person_key,
        k.la_code AS from_la_code,
        k.to_la_code,
        k.child_key AS from_child_key,
        k.to_child_key,
        k.move_date
    FROM known_children AS k
    WHERE k.to_child_key IS NOT NULL
    UNION ALL
    SELECT
        k.to_child_key AS child_key,
        k.to_la_code AS la_code,
        k.person_key,
        k.la_code AS from_la_code,
        k.to_la_code,
        k.child_key AS from_child_key,
        k.to_child_key,
        k.move_date
    FROM known_children AS k
    WHERE k.to_child_key IS NOT NULL
)

SELECT
    b.child_key,
    b.la_code,
    b.person_key,
    b.from_la_code,
    b.to_la_code,
    b.from_child_key,
    b.to_child_key,
    b.move_date,
    CAST(FLOOR((
        EXTRACT(YEAR FROM b.move_date) * 10000
        + EXTRACT(MONTH FROM b.move_date) * 100 + EXTRACT(DAY FROM b.move_date)
        - EXTRACT(YEAR FROM c.birth_date) * 10000
        - EXTRACT(MONTH FROM c.birth_date) * 100 - EXTRACT(DAY FROM c.birth_date)
    ) / 10000) AS INTEGER) AS age_at_move
FROM both_sides AS b
LEFT JOIN dim_child AS c ON b.child_key = c.child_key
