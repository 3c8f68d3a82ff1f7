/*---
code: "2883"
table: child_protection_plans
severity: error
message: >-
  More child protection plans began in the year than initial conferences were held. Look for conferences
  that are missing and plans that are there twice.
fields: [CPPstartDate]
first_year: null
last_year: null
source: CIN census validation rule 2883
---*/
WITH plans AS (
    SELECT
        c.la_code,
        c.collection_year,
        COUNT(*) AS plan_count
    FROM stg_cin_census__child_protection_plans AS c
    WHERE c.start_date BETWEEN MAKE_DATE(c.collection_year - 1, 4, 1) AND MAKE_DATE(c.collection_year, 3, 31)
    GROUP BY c.la_code, c.collection_year
),

conferences AS (
    SELECT
        s.la_code,
        s.collection_year,
        s.initial_conference_date
    FROM stg_cin_census__section_47 AS s
    UNION ALL
    SELECT
        d.la_code,
        d.collection_year,
        d.initial_conference_date
    FROM stg_cin_census__cin_details AS d
),

conference_counts AS (
    SELECT
        o.la_code,
        o.collection_year,
        COUNT(*) AS conference_count
    FROM conferences AS o
    WHERE
        o.initial_conference_date >= MAKE_DATE(o.collection_year - 1, 4, 1)
        AND o.initial_conference_date <= MAKE_DATE(o.collection_year, 3, 31)
    GROUP BY o.la_code, o.collection_year
)

SELECT
    p.la_code || ':' || CAST(p.collection_year AS VARCHAR) AS row_id,
    p.la_code,
    p.collection_year,
    CAST(NULL AS VARCHAR) AS child_key,
    'CPPstartDate' AS field,
    CAST(p.plan_count AS VARCHAR) AS value
FROM plans AS p
LEFT JOIN conference_counts AS o ON p.la_code = o.la_code AND p.collection_year = o.collection_year
WHERE p.plan_count > COALESCE(o.conference_count, 0)
