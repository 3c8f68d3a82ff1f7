/*---
description: One row per episode row of a return whose child and start are known, with the return that tells it and the end as it is read.
grain: [row_id]
columns:
  start_date: Date the episode began; that of the return before when this one has none that can be.
  as_at_date: Last day that the return covers; 31 March of the collection year when it is not known.
  end_date: First day not covered, as read; NULL while open or when care goes on (X1) and the day cannot be.
  returned_end_date: First day not covered, as the return has it; NULL when it has none that is a date.
  is_start_after_return: Whether the episode begins after the last day that its return covers, which is a slip in a date.
  preference_in_return: 1 for the row that stands where the return tells several episodes of the child from one day.
source: >-
  SSDA903. A return knows nothing after its last day, and an end comes not before its start: any other end is read as
  not told. A row that has such an end or none but a reason other than X1 did cease in the year, so it is read as ceased
  on the return's last day, the latest day on which it can have. Of rows from one day those stand that cover a day, then
  those that ended, then the longest; what stays equal is settled by the codes, never by the order of rows or files.
---*/
WITH dated_episodes AS (
    SELECT
        e.*,
        COALESCE(t.start_date, e.start_date) AS read_start_date,
        c.child_key AS resolved_child_key,
        COALESCE(r.as_at_date, MAKE_DATE(e.collection_year, 3, 31)) AS as_at_date,
        r.next_collection_year
    FROM stg_ssda903__episodes AS e
    INNER JOIN int_children__resolved AS c ON e.child_key = c.received_child_key
    LEFT JOIN int_returns__episodes AS r
        ON e.la_code = r.la_code AND e.collection_year = r.collection_year
    LEFT JOIN int_episodes__start_taken AS t ON e.row_id = t.row_id
    WHERE t.start_date IS NOT NULL OR e.start_date IS NOT NULL
),

read_episodes AS (
    SELECT
        d.*,
        CASE
            WHEN d.end_date BETWEEN d.read_start_date AND d.as_at_date + INTERVAL 1 DAY THEN d.end_date
            WHEN d.reason_episode_ceased_code = 'X1' THEN NULL
            WHEN d.reason_episode_ceased_code IS NOT NULL OR d.end_date_text IS NOT NULL
                THEN GREATEST(d.read_start_date, d.as_at_date)
        END AS read_end_date
    FROM dated_episodes AS d
)

SELECT
    r.row_id,
    CAST(r.resolved_child_key AS VARCHAR) AS child_key,
    r.la_code,
    r.collection_year,
    CAST(r.as_at_date AS DATE) AS as_at_date,
    CAST(r.next_collection_year AS INTEGER) AS next_collection_year,
    CAST(r.read_start_date AS DATE) AS start_date,
    CAST(r.read_end_date AS DATE) AS end_date,
    CAST(r.end_date AS DATE) AS returned_end_date,
    CAST(r.read_start_date > r.as_at_date AS BOOLEAN) AS is_start_after_return,
    CAST(
        ROW_NUMBER() OVER (
            PARTITION BY r.resolved_child_key, r.read_start_date, r.collection_year
            ORDER BY
                COALESCE(r.read_end_date = r.read_start_date, FALSE) ASC,
                r.read_end_date IS NULL ASC,
                r.read_end_date DESC,
                r.reason_for_new_episode_code ASC,
                r.legal_status_code ASC,
                r.category_of_need_code ASC,
                r.placement_type_code ASC,
                r.placement_provider_code ASC,
                r.reason_episode_ceased_code ASC,
                r.reason_for_placement_change_code ASC,
                r.home_postcode ASC,
                r.placement_postcode ASC,
                r.placement_urn ASC,
                r.end_date ASC,
                r.row_id DESC
        ) AS INTEGER
    ) AS preference_in_return,
    r.reason_for_new_episode_code,
    r.legal_status_code,
    r.category_of_need_code,
    r.placement_type_code,
    r.placement_provider_code,
    r.reason_episode_ceased_code,
    r.reason_for_placement_change_code,
    r.home_postcode,
    r.placement_postcode,
    r.placement_urn
FROM read_episodes AS r
