/*---
description: One row per legal status spell, the episodes in a row of a period of care under one legal status, over placements.
grain: [legal_status_spell_key]
columns:
  legal_status_spell_key: Key of the spell, from the child and its first day.
  spell_number: Place of the spell in its period of care, from 1.
  start_date: First day of the spell.
  end_date: First day after the spell; NULL while it lasts.
  is_start_observed: Whether a return holds the start; otherwise the status was in force before the returns held.
  legal_status: What the code stands for; Unknown when it is not in the list.
  is_care_order: Whether it is an interim or full care order.
  previous_legal_status_code: Code of the spell before in the period of care; NULL for its first.
  is_last_of_period: Whether it is the spell with which the period of care ends, or the one in force.
  days: Days under the status, while it lasts to the last day that the LA's latest return covers.
  number_of_episodes: Episodes in the spell.
  collection_year: Collection year of the return that tells the last episode.
  row_id: Row that tells the last episode.
source: >-
  SSDA903 legal status. Care orders hold interim ones as in the DfE data pack 2013 (figures 6 and 7); accommodation
  under section 20 is V2, short breaks (V3, V4) are a group of their own, as the pack does not say whether they are in.
  A code that is blank or not in the list is a status of its own: what it was is not guessed.
---*/
WITH compared_episodes AS (
    SELECT
        e.*,
        LAG(e.legal_status_code) OVER (
            PARTITION BY e.period_of_care_key ORDER BY e.start_date
        ) AS previous_code
    FROM fct_placement_episode AS e
),

numbered_episodes AS (
    SELECT
        c.*,
        SUM(
            CASE
                WHEN c.episode_number = 1 THEN 1
                WHEN COALESCE(c.legal_status_code, '') <> COALESCE(c.previous_code, '') THEN 1
                ELSE 0
            END
        ) OVER (PARTITION BY c.period_of_care_key ORDER BY c.start_date) AS spell_number
    FROM compared_episodes AS c
),

ordered_episodes AS (
    SELECT
        n.*,
        SUM(n.days) OVER (PARTITION BY n.period_of_care_key, n.spell_number) AS days_in_spell,
        MAX(n.spell_number) OVER (PARTITION BY n.period_of_care_key) AS number_of_spells,
        ROW_NUMBER() OVER (
            PARTITION BY n.period_of_care_key, n.spell_number ORDER BY n.start_date
        ) AS place,
        ROW_NUMBER() OVER (
            PARTITION BY n.period_of_care_key, n.spell_number ORDER BY n.start_date DESC
        ) AS place_from_last
    FROM numbered_episodes AS n
)

SELECT
    CAST(
        MD5(f.child_key || '|' || CAST(f.start_date AS VARCHAR)) AS VARCHAR
    ) AS legal_status_spell_key,
    f.child_key,
    f.la_code,
    f.period_of_care_key,
    CAST(f.spell_number AS INTEGER) AS spell_number,
    f.start_date,
    CAST(l.end_date AS DATE) AS end_date,
    CAST(f.spell_number > 1 OR COALESCE(r.is_new_legal_status, FALSE) AS BOOLEAN) AS is_start_observed,
    f.legal_status_code,
    CAST(COALESCE(s.label, 'Unknown') AS VARCHAR) AS legal_status,
    f.legal_status_group,
    f.is_short_break,
    CAST(COALESCE(s.is_care_order, FALSE) AS BOOLEAN) AS is_care_order,
    CAST(f.previous_code AS VARCHAR) AS previous_legal_status_code,
    CAST(f.spell_number = f.number_of_spells AS BOOLEAN) AS is_last_of_period,
    f.age_at_start,
    CAST(l.days_in_spell AS INTEGER) AS days,
    CAST(l.place AS INTEGER) AS number_of_episodes,
    CAST(l.collection_year AS INTEGER) AS collection_year,
    CAST(l.row_id AS VARCHAR) AS row_id
FROM ordered_episodes AS f
INNER JOIN ordered_episodes AS l
    ON f.period_of_care_key = l.period_of_care_key AND f.spell_number = l.spell_number
LEFT JOIN seed_legal_status AS s ON f.legal_status_code = s.code
LEFT JOIN seed_reason_for_new_episode AS r ON f.reason_for_new_episode_code = r.code
WHERE f.place = 1 AND l.place_from_last = 1
