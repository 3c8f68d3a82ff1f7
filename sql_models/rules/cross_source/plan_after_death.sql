/*---
code: "cross_source:plan_after_death"
table: cin_census.child_protection_plans
severity: error
message: >-
  The child protection plan has no end, and the child has died. End the plan on the day of death, or correct the date of
  death.
fields: [CPPendDate]
first_year: null
last_year: null
source: >-
  This project. The date of death is that of the child in any census of the local authority; the census of the year of the
  death and later ones are judged. A plan that ended after the death is told by CIN census rule 8920.
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
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    'CPPendDate' AS field,
    p.end_date_text AS value
FROM stg_cin_census__child_protection_plans AS p
INNER JOIN int_children__resolved AS r ON p.child_key = r.received_child_key
INNER JOIN deaths AS d ON r.child_key = d.child_key
WHERE
    d.death_date <= MAKE_DATE(p.collection_year, 3, 31)
    AND p.end_date_text IS NULL
