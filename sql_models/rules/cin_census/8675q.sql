/*---
code: "8675Q"
table: section_47
severity: query
message: >-
  The section 47 enquiry began 15 working days or more before the end of the census year and has no
  initial child protection conference. Send its date, send that none was needed, or say why it goes on.
fields: [S47ActualStartDate]
first_year: null
last_year: null
source: >-
  CIN census validation rule 8675Q. Working days are counted from the day after the start to 31 March,
  without weekends and bank holidays.
---*/
-- 1 January 1900 was a Monday: of the days since, five of seven are weekdays.
WITH weekdays AS (
    SELECT
        s.row_id,
        s.la_code,
        s.collection_year,
        s.child_key,
        s.start_date,
        s.start_date_text,
        MAKE_DATE(s.collection_year, 3, 31) AS last_date,
        DATE_DIFF('day', DATE '1900-01-01', s.start_date) AS first_day,
        DATE_DIFF('day', DATE '1900-01-01', MAKE_DATE(s.collection_year, 3, 31)) AS last_day
    FROM stg_cin_census__section_47 AS s
    WHERE
        s.start_date <= MAKE_DATE(s.collection_year, 3, 31)
        AND s.initial_conference_date_text IS NULL
        AND NOT COALESCE(s.is_initial_conference_not_required, FALSE)
),

holidays AS (
    SELECT
        w.row_id,
        COUNT(*) AS holiday_count
    FROM weekdays AS w
    INNER JOIN seed_bank_holiday AS b ON w.start_date < b.holiday_date AND w.last_date >= b.holiday_date
    GROUP BY w.row_id
)

SELECT
    w.row_id,
    w.la_code,
    w.collection_year,
    w.child_key,
    'S47ActualStartDate' AS field,
    w.start_date_text AS value
FROM weekdays AS w
LEFT JOIN holidays AS h ON w.row_id = h.row_id
WHERE
    5 * CAST(FLOOR(w.last_day / 7) AS INTEGER) + LEAST(MOD(w.last_day, 7) + 1, 5)
    - 5 * CAST(FLOOR(w.first_day / 7) AS INTEGER) - LEAST(MOD(w.first_day, 7) + 1, 5)
    - COALESCE(h.holiday_count, 0) >= 15
