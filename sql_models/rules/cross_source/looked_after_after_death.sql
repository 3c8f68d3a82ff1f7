/*---
code: "cross_source:looked_after_after_death"
table: ssda903.episodes
severity: error
message: >-
  The child is looked after, or begins an episode, after the day on which the CIN census says that the child died. End the
  episode on that day (reason E2), or correct the date of death.
fields: [DEC]
first_year: null
last_year: null
source: >-
  This project. The date of death is that of the child in any census of the local authority. The return of the year of the
  death and later ones are judged.
---*/
WITH deaths AS (
    SELECT
        r.child_key,
        MAX(i.death_date) AS death_date
    FROM stg_cin_census__child_identifiers AS i
    INNER JOIN int_children__resolved AS r ON i.child_key = r.received_child_key
    WHERE i.death_date IS NOT NULL
    GROUP BY r.child_key
)

SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'DEC' AS field,
    e.end_date_text AS value
FROM stg_ssda903__episodes AS e
INNER JOIN int_children__resolved AS r ON e.child_key = r.received_child_key
INNER JOIN deaths AS d ON r.child_key = d.child_key
WHERE
    d.death_date <= MAKE_DATE(e.collection_year, 3, 31)
    AND COALESCE(e.end_date, DATE '9999-12-31') > d.death_date
