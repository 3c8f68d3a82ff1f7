/*---
description: One row per child in care and collection year that the LA has returned, with the placements of the year counted.
grain: [child_key, collection_year]
columns:
  collection_year: Collection year in which the placements are counted.
  la_code: Local authority that looks after the child.
  placements_in_year: Placements of the year by the counting rule in force in it, at least 1.
  placements_in_year_without_missing: Placements of the year, a time missing neither counted nor the end of a placement; at least 1.
  placements_in_year_with_missing: Placements of the year, a time missing of 24 hours or more counted as one, and what comes after it as another; at least 1.
  times_missing_in_year: Times missing of 24 hours or more, in the year and while the child is placed.
  is_missing_counted: Whether the rule in force in the year counts a time missing as a placement.
source: >-
  DfE data pack 2013, figures 2 to 5 and "Missing from care". Placements of any day from 1 April to the last day of the
  return, over all periods of care of the year; the one running on 1 April counts, or nobody would have one. Who came
  into care in the year and has one has "remained in the same placement" too. "Placement moves" are these less one.
  The pack counts a time missing and announces that this ends with the missing module: both are here, and the rule
  missing_24_hours_is_a_placement says by year which is in force. A child only ever placed temporarily has one.
---*/
WITH years AS (
    SELECT
        r.la_code,
        r.collection_year,
        r.as_at_date AS last_day,
        MAKE_DATE(r.collection_year - 1, 4, 1) AS first_day
    FROM fct_return AS r
    WHERE r.source = 'ssda903' AND r.table_name = 'episodes'
),

placements_counted AS (
    SELECT
        e.child_key,
        y.collection_year,
        MAX(e.la_code) AS la_code,
        GREATEST(COUNT(DISTINCT e.placement_start_date), 1) AS without_missing
    FROM fct_placement_episode AS e
    INNER JOIN years AS y
        ON
            e.la_code = y.la_code
            AND e.start_date <= y.last_day
            AND (e.end_date IS NULL OR e.end_date > y.first_day)
    GROUP BY e.child_key, y.collection_year
),

parts_counted AS (
    SELECT
        p.child_key,
        y.collection_year,
        COUNT(*) AS with_missing,
        SUM(CASE WHEN p.is_missing THEN 1 ELSE 0 END) AS times_missing
    FROM int_placements__parted_by_missing AS p
    INNER JOIN years AS y
        ON
            p.la_code = y.la_code
            AND p.start_date <= y.last_day
            AND (p.end_date IS NULL OR p.end_date > y.first_day)
    GROUP BY p.child_key, y.collection_year
),

ruled_counts AS (
    SELECT
        c.*,
        GREATEST(COALESCE(p.with_missing, 1), 1) AS with_missing,
        COALESCE(p.times_missing, 0) AS times_missing,
        r.is_missing_a_placement AS is_missing_counted
    FROM placements_counted AS c
    LEFT JOIN parts_counted AS p
        ON c.child_key = p.child_key AND c.collection_year = p.collection_year
    INNER JOIN int_counting_rules__in_year AS r ON c.collection_year = r.collection_year
)

SELECT
    c.child_key,
    c.collection_year,
    CAST(c.la_code AS VARCHAR) AS la_code,
    CAST(
        CASE WHEN c.is_missing_counted THEN c.with_missing ELSE c.without_missing END AS INTEGER
    ) AS placements_in_year,
    CAST(c.without_missing AS INTEGER) AS placements_in_year_without_missing,
    CAST(c.with_missing AS INTEGER) AS placements_in_year_with_missing,
    CAST(c.times_missing AS INTEGER) AS times_missing_in_year,
    CAST(c.is_missing_counted AS BOOLEAN) AS is_missing_counted
FROM ruled_counts AS c
