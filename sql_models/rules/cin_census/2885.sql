/*---
code: "2885"
tables: [child_protection_plans, section_47, cin_details]
severity: error
message: >-
  The child protection plan began on another day than the initial child protection conference of its
  case. Correct the one date or the other.
fields: [CPPstartDate, DateOfInitialCPC]
first_year: null
last_year: null
source: >-
  CIN census validation rule 2885. Of plans that began in the census year, in a case with a conference;
  each conference of the case is told beside the plan.
---*/
WITH conferences AS (
    SELECT
        s.row_id,
        s.la_code,
        s.collection_year,
        s.child_key,
        s.cin_details_id_text,
        s.initial_conference_date,
        s.initial_conference_date_text,
        'section_47' AS table_name
    FROM stg_cin_census__section_47 AS s
    WHERE s.initial_conference_date IS NOT NULL
    UNION ALL
    SELECT
        d.row_id,
        d.la_code,
        d.collection_year,
        d.child_key,
        d.cin_details_id_text,
        d.initial_conference_date,
        d.initial_conference_date_text,
        'cin_details' AS table_name
    FROM stg_cin_census__cin_details AS d
    WHERE d.initial_conference_date IS NOT NULL
),

plans AS (
    SELECT c.*
    FROM stg_cin_census__child_protection_plans AS c
    WHERE
        c.start_date >= MAKE_DATE(c.collection_year - 1, 4, 1)
        AND NOT EXISTS (
            SELECT 1
            FROM conferences AS o
            WHERE
                o.la_code = c.la_code
                AND o.collection_year = c.collection_year
                AND o.child_key = c.child_key
                AND o.cin_details_id_text IS NOT DISTINCT FROM c.cin_details_id_text
                AND o.initial_conference_date = c.start_date
        )
),

failing AS (
    SELECT
        c.la_code,
        c.collection_year,
        c.child_key,
        c.row_id AS plan_row_id,
        c.start_date_text,
        o.row_id AS conference_row_id,
        o.initial_conference_date_text,
        o.table_name
    FROM plans AS c
    INNER JOIN conferences AS o
        ON
            c.la_code = o.la_code
            AND c.collection_year = o.collection_year
            AND c.child_key = o.child_key
            AND c.cin_details_id_text IS NOT DISTINCT FROM o.cin_details_id_text
)

SELECT DISTINCT
    y.plan_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'CPPstartDate' AS field,
    y.start_date_text AS value,
    'child_protection_plans' AS table_name
FROM failing AS y
UNION ALL
SELECT DISTINCT
    y.conference_row_id AS row_id,
    y.la_code,
    y.collection_year,
    y.child_key,
    'DateOfInitialCPC' AS field,
    y.initial_conference_date_text AS value,
    y.table_name
FROM failing AS y
