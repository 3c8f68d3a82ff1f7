/*---
description: One row per child id that shares evidence with another id of its local authority, with the group of ids it is in.
grain: [received_child_key]
columns:
  la_code: Local authority that sent the id.
  group_key: Smallest key among the ids that evidence joins, directly or through others.
  is_by_own_upn: Whether another id has as its own UPN what is this id's own UPN; otherwise a former UPN joins them.
  evidence_collection_year: Latest collection year in which the id tells the shared evidence.
  is_side_by_side: Whether one return holds two ids of the group, so that the group is not one child.
source: >-
  Ids of one authority are the same child when both were sent with the same valid UPN, or one's former UPN is the other's, and
  the same date of birth and sex. Links run on, through three rounds, which reach over chains of four ids joined by three
  different numbers; no recursion, so that every engine can run it. An SSDA903 return or CIN census has one id for a
  child: two ids side by side are two children, or one entered twice, which only the authority can tell. No id of
  such a group is linked, and rules report it. Trackers and finance systems are no returns and may keep an old id.
---*/
WITH shared_evidence AS (
    SELECT
        e.la_code,
        e.upn,
        e.birth_date,
        e.sex,
        SUM(CASE WHEN e.is_former THEN 0 ELSE 1 END) AS ids_with_own_upn
    FROM int_child_ids__evidence AS e
    GROUP BY e.la_code, e.upn, e.birth_date, e.sex
    HAVING COUNT(*) > 1
),

ids_with_evidence AS (
    SELECT
        e.received_child_key,
        e.la_code,
        e.last_collection_year,
        CAST(
            MD5(e.la_code || '|' || e.upn || '|' || CAST(e.birth_date AS VARCHAR) || '|' || e.sex) AS VARCHAR
        ) AS evidence_key,
        CASE WHEN s.ids_with_own_upn > 1 AND NOT e.is_former THEN 1 ELSE 0 END AS own_upn
    FROM int_child_ids__evidence AS e
    INNER JOIN shared_evidence AS s
        ON
            e.la_code = s.la_code
            AND e.upn = s.upn
            AND e.birth_date = s.birth_date
            AND e.sex = s.sex
),

first_of_evidence AS (
    SELECT
        i.evidence_key,
        MIN(i.received_child_key) AS group_key
    FROM ids_with_evidence AS i
    GROUP BY i.evidence_key
),

first_round AS (
    SELECT
        i.received_child_key,
        MIN(f.group_key) AS group_key
    FROM ids_with_evidence AS i
    INNER JOIN first_of_evidence AS f ON i.evidence_key = f.evidence_key
    GROUP BY i.received_child_key
),

second_of_evidence AS (
    SELECT
        i.evidence_key,
        MIN(f.group_key) AS group_key
    FROM ids_with_evidence AS i
    INNER JOIN first_round AS f ON i.received_child_key = f.received_child_key
    GROUP BY i.evidence_key
),

second_round AS (
    SELECT
        i.received_child_key,
        MIN(s.group_key) AS group_key
    FROM ids_with_evidence AS i
    INNER JOIN second_of_evidence AS s ON i.evidence_key = s.evidence_key
    GROUP BY i.received_child_key
),

third_of_evidence AS (
    SELECT
        i.evidence_key,
        MIN(s.group_key) AS group_key
    FROM ids_with_evidence AS i
    INNER JOIN second_round AS s ON i.received_child_key = s.received_child_key
    GROUP BY i.evidence_key
),

third_round AS (
    SELECT
        i.received_child_key,
        MAX(i.la_code) AS la_code,
        MIN(t.group_key) AS group_key,
        MAX(i.own_upn) AS own_upn,
        MAX(i.last_collection_year) AS evidence_collection_year
    FROM ids_with_evidence AS i
    INNER JOIN third_of_evidence AS t ON i.evidence_key = t.evidence_key
    GROUP BY i.received_child_key
),

groups_with_two_in_a_return AS (
    SELECT t.group_key
    FROM third_round AS t
    INNER JOIN int_child_ids__received AS r ON t.received_child_key = r.received_child_key
    WHERE r.source IN ('ssda903', 'cin_census')
    GROUP BY t.group_key, r.source, r.collection_year
    HAVING COUNT(DISTINCT t.received_child_key) > 1
),

groups_in_doubt AS (
    SELECT g.group_key
    FROM groups_with_two_in_a_return AS g
    GROUP BY g.group_key
)

SELECT
    t.received_child_key,
    CAST(t.la_code AS VARCHAR) AS la_code,
    CAST(t.group_key AS VARCHAR) AS group_key,
    CAST(t.own_upn = 1 AS BOOLEAN) AS is_by_own_upn,
    CAST(t.evidence_collection_year AS INTEGER) AS evidence_collection_year,
    CAST(d.group_key IS NOT NULL AS BOOLEAN) AS is_side_by_side
FROM third_round AS t
LEFT JOIN groups_in_doubt AS d ON t.group_key = d.group_key
