/*---
code: "363"
table: episodes
severity: error
message: >-
  A child assessment order (L3) lasted more than the 7 days that the Children Act 1989 allows. Correct
  the dates, or the legal status of a later episode.
fields: [DEC]
first_year: null
last_year: null
source: >-
  SSDA903 validation rule 363. Episodes that follow each other under this status count as one; one that
  is open counts to 31 March.
---*/
WITH ordered_episodes AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.start_date,
        e.end_date_text,
        e.legal_status_code,
        COALESCE(e.end_date, MAKE_DATE(e.collection_year, 3, 31)) AS last_date,
        LAG(e.legal_status_code) OVER episodes AS previous_status_code,
        LAG(e.end_date) OVER episodes AS previous_end_date
    FROM stg_ssda903__episodes AS e
    WHERE e.start_date IS NOT NULL AND e.child_key IS NOT NULL
    WINDOW
        episodes AS (
            PARTITION BY e.la_code, e.collection_year, e.child_key
            ORDER BY e.start_date, COALESCE(e.end_date, DATE '9999-12-31'), e.row_number
        )
),

numbered_spells AS (
    SELECT
        o.*,
        SUM(
            CASE WHEN o.previous_status_code = 'L3' AND o.previous_end_date = o.start_date THEN 0 ELSE 1 END
        ) OVER (
            PARTITION BY o.la_code, o.collection_year, o.child_key
            ORDER BY o.start_date, o.last_date, o.row_id
        ) AS spell_number
    FROM ordered_episodes AS o
    WHERE o.legal_status_code = 'L3'
),

spells AS (
    SELECT
        n.*,
        MIN(n.start_date) OVER spell AS spell_start_date,
        MAX(n.last_date) OVER spell AS spell_last_date
    FROM numbered_spells AS n
    WINDOW spell AS (PARTITION BY n.la_code, n.collection_year, n.child_key, n.spell_number)
)

SELECT
    s.row_id,
    s.la_code,
    s.collection_year,
    s.child_key,
    'DEC' AS field,
    s.end_date_text AS value
FROM spells AS s
WHERE DATE_DIFF('day', s.spell_start_date, s.spell_last_date) > 7
