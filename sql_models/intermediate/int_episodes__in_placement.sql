/*---
description: One row per episode with the placement that it belongs to, and the counted placement that this goes on with or interrupts.
grain: [child_key, start_date]
columns:
  is_temporary: Whether the placement is a temporary one (T0 to T4).
  is_missing: Whether the placement is a time missing, which returns up to 2014/15 held as an episode (M1 to M3).
  first_day_of_placement: First day of the placement, the episodes in a row with one carer.
  placement_start_date: First day of the counted placement, before any temporary one that interrupted it; NULL before the first placement that is not temporary.
source: >-
  SSDA903: a placement begins with the period of care, or with reason for new episode P or B (another carer). L, T
  and U keep the carer: a change of legal status, from section 20 to a care order say, or being placed for adoption
  with the same carer ends no placement. Hospital, holiday and other temporary stays (T0 to T4) and times missing
  (M1 to M3) do not break a placement either: the documents leave both open, and a placement that ended whenever a
  child spent a night in hospital would say nothing of stability. Going back is reason P in a return, so the carer is
  recognised: same placement postcode, URN, provider and group as before. Without a postcode it is taken for another,
  as an agency has many carers under one URN. Two placements from the same day are the one that is in force.
---*/
WITH episodes_with_carer AS (
    SELECT
        e.*,
        t.placement_group,
        e.is_period_start OR COALESCE(r.is_new_placement, FALSE) AS has_new_carer,
        CASE
            WHEN t.placement_group IN ('Temporary', 'Missing') THEN t.placement_group ELSE 'Lasting'
        END AS standing,
        ROW_NUMBER() OVER (
            PARTITION BY e.child_key, e.period_of_care_number ORDER BY e.start_date
        ) AS episode_number
    FROM int_episodes__in_period AS e
    LEFT JOIN seed_reason_for_new_episode AS r ON e.reason_for_new_episode_code = r.code
    LEFT JOIN seed_placement_type AS t ON e.placement_type_code = t.code
),

compared_episodes AS (
    SELECT
        e.*,
        SUM(CASE WHEN e.has_new_carer THEN 1 ELSE 0 END) OVER (
            PARTITION BY e.child_key, e.period_of_care_number ORDER BY e.start_date
        ) AS carer_number,
        COALESCE(
            e.standing
            <> LAG(e.standing) OVER (PARTITION BY e.child_key, e.period_of_care_number ORDER BY e.start_date),
            FALSE
        ) AS is_turn
    FROM episodes_with_carer AS e
),

-- Neither temporary nor missing: each is compared with the one that was in force before any interruption.
lasting_episodes AS (
    SELECT
        c.child_key,
        c.start_date,
        COALESCE(
            c.carer_number = LAG(c.carer_number) OVER earlier
            OR (
                c.episode_number > LAG(c.episode_number) OVER earlier + 1
                AND c.placement_postcode = LAG(c.placement_postcode) OVER earlier
                AND COALESCE(c.placement_urn, '') = COALESCE(LAG(c.placement_urn) OVER earlier, '')
                AND COALESCE(c.placement_provider_code, '')
                = COALESCE(LAG(c.placement_provider_code) OVER earlier, '')
                AND c.placement_group = LAG(c.placement_group) OVER earlier
            ),
            FALSE
        ) AS is_same_carer
    FROM compared_episodes AS c
    WHERE c.standing = 'Lasting'
    WINDOW earlier AS (PARTITION BY c.child_key, c.period_of_care_number ORDER BY c.start_date)
)

SELECT
    c.child_key,
    c.start_date,
    c.end_date,
    c.period_of_care_number,
    c.period_start_date,
    c.is_period_start,
    CAST(c.standing = 'Temporary' AS BOOLEAN) AS is_temporary,
    CAST(c.standing = 'Missing' AS BOOLEAN) AS is_missing,
    CAST(
        MAX(CASE WHEN c.has_new_carer OR c.is_turn THEN c.start_date END) OVER (
            PARTITION BY c.child_key, c.period_of_care_number ORDER BY c.start_date
        ) AS DATE
    ) AS first_day_of_placement,
    CAST(
        MAX(CASE WHEN NOT l.is_same_carer THEN c.start_date END) OVER (
            PARTITION BY c.child_key, c.period_of_care_number ORDER BY c.start_date
        ) AS DATE
    ) AS placement_start_date,
    c.la_code,
    c.collection_year,
    c.row_id,
    c.reason_for_new_episode_code,
    c.legal_status_code,
    c.category_of_need_code,
    c.placement_type_code,
    c.placement_provider_code,
    c.reason_episode_ceased_code,
    c.reason_for_placement_change_code,
    c.home_postcode,
    c.placement_postcode,
    c.placement_urn,
    c.is_end_assumed
FROM compared_episodes AS c
LEFT JOIN lasting_episodes AS l ON c.child_key = l.child_key AND c.start_date = l.start_date
