/*---
description: One row per LA, year and kind of return home, with the periods of care that ended so and who came back.
grain: [la_code, collection_year, age_at_return, legal_status_before, duration_before_band, weeks_before_band, category_of_need, time_at_home_band, position_at_end_of_returns]
columns:
  collection_year: Collection year in which the children went home, the year in which the 31 March falls.
  age_band: Age band at the return; Unknown when the date of birth is not known.
  legal_status_before_code: Code of the legal status in which care ended; Unknown when it is not in the list.
  duration_before_band: Band of the time in care before going home.
  weeks_before_band: The same, with less than six months told in weeks.
  category_of_need_code: Code of the category of need; Unknown when not returned.
  time_at_home_band: Band of the time at home before coming back, less than six months told in weeks; Not re-entered for who did not.
  returns: Returns home.
  reentries_within_6_months: Of the returns, those followed by another period of care by the same day six months later.
  reentries_within_1_year: Those followed by the same day a year later.
  reentries_within_2_years: Those followed by the same day two years later.
  reentries_within_5_years: Those followed by the same day five years later.
  reentries_to_date: Those followed by the last day of the returns held.
  days_at_home: Days at home of those who came back.
  returns_followed_6_months: Of the returns, those of which the returns held cover six months; the denominator of a rate without censoring.
  returns_followed_1_year: Those of which a year is covered.
  returns_followed_2_years: Those of which two years are covered.
  returns_followed_5_years: Those of which five years are covered.
  children: Children, each counted with its last return home of the year.
  children_reentered: Of the children, those back in care by the last day of the returns held.
source: >-
  DfE data pack 2013, figures 10 to 14. What is left open there is decided in fct_return_home: relatives, children home
  twice, the age and the reason. The pack follows the 2006-07 cohort to a fixed day, which is reentries_to_date. Short
  breaks in the end (V3, V4) left out.
---*/
WITH returns AS (
    SELECT
        h.*,
        COALESCE(n.code, 'Unknown') AS need_code,
        COALESCE(s.code, 'Unknown') AS status_code,
        (EXTRACT(YEAR FROM h.reentry_date) - EXTRACT(YEAR FROM h.return_date)) * 12
        + EXTRACT(MONTH FROM h.reentry_date) - EXTRACT(MONTH FROM h.return_date)
        - CASE WHEN EXTRACT(DAY FROM h.reentry_date) < EXTRACT(DAY FROM h.return_date) THEN 1 ELSE 0 END
            AS months_at_home
    FROM fct_return_home AS h
    INNER JOIN fct_return AS r
        ON
            h.la_code = r.la_code
            AND h.collection_year = r.collection_year
            AND r.source = 'ssda903' AND r.table_name = 'episodes'
    LEFT JOIN seed_category_of_need AS n ON h.category_of_need = n.label
    LEFT JOIN seed_legal_status AS s ON h.legal_status_before_code = s.code
    WHERE s.is_short_break IS NOT TRUE
),

banded_returns AS (
    SELECT
        r.*,
        COALESCE(b.age_band, 'Unknown') AS age_band,
        COALESCE(d.duration_band, 'Unknown') AS duration_before_band,
        COALESCE(CASE WHEN r.months_looked_after < 6 THEN w.weeks_band END, d.duration_band, 'Unknown')
            AS weeks_before_band,
        CASE
            WHEN NOT r.is_reentered THEN 'Not re-entered'
            WHEN r.months_at_home >= 6 THEN COALESCE(t.duration_band, 'Unknown')
            ELSE COALESCE(v.weeks_band, 'Unknown')
        END AS time_at_home_band
    FROM returns AS r
    LEFT JOIN seed_age_band AS b ON r.age_at_return BETWEEN b.from_age AND b.to_age
    LEFT JOIN seed_duration_band AS d
        ON r.months_looked_after >= d.from_months AND r.months_looked_after < d.to_months
    LEFT JOIN seed_weeks_band AS w
        ON r.days_looked_after >= w.from_days AND r.days_looked_after < w.to_days
    LEFT JOIN seed_duration_band AS t
        ON r.months_at_home >= t.from_months AND r.months_at_home < t.to_months
    LEFT JOIN seed_weeks_band AS v ON r.days_at_home >= v.from_days AND r.days_at_home < v.to_days
)

SELECT
    h.la_code,
    a.la_name,
    h.collection_year,
    h.age_at_return,
    CAST(h.age_band AS VARCHAR) AS age_band,
    h.legal_status_before,
    CAST(h.status_code AS VARCHAR) AS legal_status_before_code,
    h.legal_status_before_group,
    CAST(h.duration_before_band AS VARCHAR) AS duration_before_band,
    CAST(h.weeks_before_band AS VARCHAR) AS weeks_before_band,
    h.category_of_need,
    CAST(h.need_code AS VARCHAR) AS category_of_need_code,
    CAST(h.time_at_home_band AS VARCHAR) AS time_at_home_band,
    h.position_at_end_of_returns,
    CAST(COUNT(*) AS BIGINT) AS returns,
    CAST(SUM(CASE WHEN h.is_reentered_within_6_months THEN 1 ELSE 0 END) AS BIGINT)
        AS reentries_within_6_months,
    CAST(SUM(CASE WHEN h.is_reentered_within_1_year THEN 1 ELSE 0 END) AS BIGINT) AS reentries_within_1_year,
    CAST(SUM(CASE WHEN h.is_reentered_within_2_years THEN 1 ELSE 0 END) AS BIGINT)
        AS reentries_within_2_years,
    CAST(SUM(CASE WHEN h.is_reentered_within_5_years THEN 1 ELSE 0 END) AS BIGINT)
        AS reentries_within_5_years,
    CAST(SUM(CASE WHEN h.is_reentered THEN 1 ELSE 0 END) AS BIGINT) AS reentries_to_date,
    CAST(SUM(CASE WHEN h.is_reentered THEN h.days_at_home ELSE 0 END) AS BIGINT) AS days_at_home,
    CAST(SUM(CASE WHEN h.is_followed_6_months THEN 1 ELSE 0 END) AS BIGINT) AS returns_followed_6_months,
    CAST(SUM(CASE WHEN h.is_followed_1_year THEN 1 ELSE 0 END) AS BIGINT) AS returns_followed_1_year,
    CAST(SUM(CASE WHEN h.is_followed_2_years THEN 1 ELSE 0 END) AS BIGINT) AS returns_followed_2_years,
    CAST(SUM(CASE WHEN h.is_followed_5_years THEN 1 ELSE 0 END) AS BIGINT) AS returns_followed_5_years,
    CAST(SUM(CASE WHEN h.is_index_return_of_year THEN 1 ELSE 0 END) AS BIGINT) AS children,
    CAST(
        SUM(CASE WHEN h.is_index_return_of_year AND h.is_reentered THEN 1 ELSE 0 END) AS BIGINT
    ) AS children_reentered
FROM banded_returns AS h
INNER JOIN dim_local_authority AS a ON h.la_code = a.la_code
GROUP BY
    h.la_code, a.la_name, h.collection_year, h.age_at_return, h.age_band, h.legal_status_before,
    h.status_code, h.legal_status_before_group, h.duration_before_band, h.weeks_before_band,
    h.category_of_need, h.need_code, h.time_at_home_band, h.position_at_end_of_returns
