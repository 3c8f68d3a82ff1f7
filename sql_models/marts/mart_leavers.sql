/*---
description: One row per LA, year and kind of child who left care, with the periods of care that ended in the year.
grain: [la_code, collection_year, age_at_exit, sex, category_of_need, exit_reason, exit_reason_group, final_legal_status, final_legal_status_group, final_placement_group, years_looked_after, duration_band, returned_home]
columns:
  collection_year: Collection year in which care ended, the year in which the 31 March falls.
  age_at_exit: Age in completed years when care ended, 18 from the eighteenth birthday on; NULL when the date of birth is not known.
  age_band: Age band when care ended; Unknown when the date of birth is not known.
  category_of_need_code: Code of the category of need; Unknown when not returned.
  exit_reason_code: Code of the reason; Unknown when no return says why care ended.
  exit_reason_short: Short name of the group of reasons, as Walsall's appendices 14.6 and 14.8 print it.
  final_legal_status: Legal status in which care ended; Unknown when the code is not in the list.
  final_legal_status_code: Code of that legal status; Unknown when it is not in the list.
  years_looked_after: Completed years of the period of care, 0 for less than one; at least so many when its start was not observed.
  duration_band: Band of the time of the period of care.
  returned_home: Whether the child went home, to parents or relatives, by the counting rule of the year.
  leavers: Periods of care that ended in the year.
  children: Children, each counted with the last time it left care in the year.
  days_looked_after: Days of the periods of care that ended; divided by leavers it is their average length.
warnings:
  - Leavers counts periods of care; a child who leaves twice in a year counts twice there and once in children.
source: >-
  DfE data pack 2013, figures 10 to 13; Walsall figure 34 and appendices 14.6 to 14.8. Not settled in the pack: children
  or periods, so both are counted, children by the last exit as DfE's national file does. Exactly one year of care is
  one completed year, not less than one. Short breaks in the end (V3, V4) left out.
---*/
WITH exits AS (
    SELECT
        p.*,
        (EXTRACT(YEAR FROM p.end_date) - EXTRACT(YEAR FROM p.start_date)) * 12
        + EXTRACT(MONTH FROM p.end_date) - EXTRACT(MONTH FROM p.start_date)
        - CASE WHEN EXTRACT(DAY FROM p.end_date) < EXTRACT(DAY FROM p.start_date) THEN 1 ELSE 0 END
            AS months_looked_after
    FROM fct_period_of_care AS p
    -- Only years that the LA has returned: of others only some ends are known.
    INNER JOIN fct_return AS r
        ON
            p.la_code = r.la_code
            AND p.end_collection_year = r.collection_year
            AND r.source = 'ssda903' AND r.table_name = 'episodes'
    WHERE NOT p.is_open
),

labelled_exits AS (
    SELECT
        e.*,
        c.sex,
        b.age_band,
        d.duration_band,
        COALESCE(s.label, 'Unknown') AS final_legal_status,
        COALESCE(s.code, 'Unknown') AS status_code,
        COALESCE(n.code, 'Unknown') AS need_code,
        COALESCE(x.code, 'Unknown') AS reason_code,
        COALESCE(x.exit_reason_short, 'Unknown') AS exit_reason_short,
        FLOOR(e.months_looked_after / 12) AS years_looked_after,
        h.return_home_key IS NOT NULL AS returned_home
    FROM exits AS e
    INNER JOIN dim_child AS c ON e.child_key = c.child_key
    LEFT JOIN fct_return_home AS h ON e.period_of_care_key = h.period_of_care_key
    LEFT JOIN seed_age_band AS b ON e.age_at_end BETWEEN b.from_age AND b.to_age
    LEFT JOIN seed_duration_band AS d
        ON e.months_looked_after >= d.from_months AND e.months_looked_after < d.to_months
    LEFT JOIN seed_legal_status AS s ON e.final_legal_status_code = s.code
    LEFT JOIN seed_category_of_need AS n ON e.first_category_of_need = n.label
    LEFT JOIN seed_reason_episode_ceased AS x
        ON e.final_reason_episode_ceased_code = x.code AND x.is_end_of_care
    WHERE s.is_short_break IS NOT TRUE
)

SELECT
    l.la_code,
    a.la_name,
    CAST(l.end_collection_year AS INTEGER) AS collection_year,
    l.age_at_end AS age_at_exit,
    CAST(COALESCE(l.age_band, 'Unknown') AS VARCHAR) AS age_band,
    l.sex,
    l.first_category_of_need AS category_of_need,
    CAST(l.need_code AS VARCHAR) AS category_of_need_code,
    l.exit_reason,
    CAST(l.reason_code AS VARCHAR) AS exit_reason_code,
    l.exit_reason_group,
    CAST(l.exit_reason_short AS VARCHAR) AS exit_reason_short,
    CAST(l.final_legal_status AS VARCHAR) AS final_legal_status,
    CAST(l.status_code AS VARCHAR) AS final_legal_status_code,
    l.final_legal_status_group,
    l.final_placement_group,
    CAST(l.years_looked_after AS INTEGER) AS years_looked_after,
    CAST(COALESCE(l.duration_band, 'Unknown') AS VARCHAR) AS duration_band,
    CAST(l.returned_home AS BOOLEAN) AS returned_home,
    CAST(COUNT(*) AS BIGINT) AS leavers,
    CAST(SUM(CASE WHEN l.is_last_exit_of_year THEN 1 ELSE 0 END) AS BIGINT) AS children,
    CAST(SUM(l.days) AS BIGINT) AS days_looked_after
FROM labelled_exits AS l
INNER JOIN dim_local_authority AS a ON l.la_code = a.la_code
GROUP BY
    l.la_code, a.la_name, l.end_collection_year, l.age_at_end, l.age_band, l.sex,
    l.first_category_of_need, l.need_code, l.exit_reason, l.reason_code, l.exit_reason_group,
    l.exit_reason_short, l.final_legal_status, l.status_code, l.final_legal_status_group,
    l.final_placement_group, l.years_looked_after, l.duration_band, l.returned_home
