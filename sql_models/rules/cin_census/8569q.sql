/*---
code: "8569Q"
table: cin_details
severity: query
message: >-
  The referral came before the last working day before the census year and is marked as having led to no
  further action. Leave the case out or correct the mark.
fields: [ReferralNFA]
first_year: null
last_year: null
source: >-
  CIN census validation rule 8569Q. A referral of the last working day may be decided upon in the year.
---*/
-- 1 January 1900 was a Monday: of the days since, five of seven are weekdays.
WITH weekdays AS (
    SELECT
        d.row_id,
        d.la_code,
        d.collection_year,
        d.child_key,
        d.referral_date,
        d.is_referral_no_further_action_text,
        MAKE_DATE(d.collection_year - 1, 3, 31) AS last_date,
        DATE_DIFF('day', DATE '1900-01-01', d.referral_date) AS first_day,
        DATE_DIFF('day', DATE '1900-01-01', MAKE_DATE(d.collection_year - 1, 3, 31)) AS last_day
    FROM stg_cin_census__cin_details AS d
    WHERE
        d.referral_date < MAKE_DATE(d.collection_year - 1, 4, 1)
        AND d.is_referral_no_further_action
),

holidays AS (
    SELECT
        w.row_id,
        COUNT(*) AS holiday_count
    FROM weekdays AS w
    INNER JOIN seed_bank_holiday AS b ON w.referral_date < b.holiday_date AND w.last_date >= b.holiday_date
    GROUP BY w.row_id
)

SELECT
    w.row_id,
    w.la_code,
    w.collection_year,
    w.child_key,
    'ReferralNFA' AS field,
    w.is_referral_no_further_action_text AS value
FROM weekdays AS w
LEFT JOIN holidays AS h ON w.row_id = h.row_id
WHERE
    5 * CAST(FLOOR(w.last_day / 7) AS INTEGER) + LEAST(MOD(w.last_day, 7) + 1, 5)
    - 5 * CAST(FLOOR(w.first_day / 7) AS INTEGER) - LEAST(MOD(w.first_day, 7) + 1, 5)
    - COALESCE(h.holiday_count, 0) >= 1
