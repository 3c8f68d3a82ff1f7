/*---
description: One row per child that shares evidence with a child of another local authority, with the person that they are.
grain: [child_key]
columns:
  la_code: Local authority whose child it is.
  person_key: Smallest key among the children of all authorities that evidence joins, directly or through others.
  is_by_own_upn: Whether another of the children has as its own UPN what is this child's own UPN.
  is_by_decision: Whether nothing but a person's decision joins the child to the others; if not and not by own UPN, a former UPN does.
  match_probability: Where a person decided, the highest probability that a list of candidates had stated; NULL for others.
  evidence_collection_year: Latest collection year in which the child tells the shared evidence; NULL for a decision alone.
  is_in_doubt: Whether two of the children are of one authority, which has them apart, so that nobody of the group is linked.
source: >-
  Children of different authorities are one person when both were sent with the same permanent UPN, or one's former UPN is the
  other's, and the same date of birth and sex, or when a person has accepted the pair (int_link_decisions__in_force). A temporary UPN means a child only where it was given. Links run
  through two rounds, over chains of three children.
---*/
WITH children_with_evidence AS (
    SELECT
        c.child_key,
        c.la_code,
        CAST(MD5(e.upn || '|' || CAST(e.birth_date AS VARCHAR) || '|' || e.sex) AS VARCHAR) AS evidence_key,
        MIN(CASE WHEN e.is_former THEN 1 ELSE 0 END) AS former,
        0 AS decided,
        CAST(NULL AS DOUBLE) AS match_probability,
        MAX(e.last_collection_year) AS last_collection_year
    FROM int_child_ids__evidence AS e
    INNER JOIN int_children__resolved AS c ON e.received_child_key = c.received_child_key
    WHERE e.is_permanent
    GROUP BY c.child_key, c.la_code, e.upn, e.birth_date, e.sex
    UNION ALL
    SELECT
        d.child_key,
        d.la_code,
        d.pair_key AS evidence_key,
        1 AS former,
        1 AS decided,
        d.match_probability,
        CAST(NULL AS INTEGER) AS last_collection_year
    FROM int_link_decisions__in_force AS d
    WHERE d.is_accepted
    UNION ALL
    SELECT
        d.other_child_key AS child_key,
        d.other_la_code AS la_code,
        d.pair_key AS evidence_key,
        1 AS former,
        1 AS decided,
        d.match_probability,
        CAST(NULL AS INTEGER) AS last_collection_year
    FROM int_link_decisions__in_force AS d
    WHERE d.is_accepted
),

shared_evidence AS (
    SELECT
        e.evidence_key,
        MIN(e.child_key) AS person_key,
        SUM(1 - e.former) AS children_with_own_upn
    FROM children_with_evidence AS e
    GROUP BY e.evidence_key
    HAVING COUNT(DISTINCT e.la_code) > 1
),

first_round AS (
    SELECT
        e.child_key,
        MIN(s.person_key) AS person_key
    FROM children_with_evidence AS e
    INNER JOIN shared_evidence AS s ON e.evidence_key = s.evidence_key
    GROUP BY e.child_key
),

evidence_after_first_round AS (
    SELECT
        e.evidence_key,
        MIN(f.person_key) AS person_key
    FROM children_with_evidence AS e
    INNER JOIN shared_evidence AS s ON e.evidence_key = s.evidence_key
    INNER JOIN first_round AS f ON e.child_key = f.child_key
    GROUP BY e.evidence_key
),

second_round AS (
    SELECT
        e.child_key,
        MAX(e.la_code) AS la_code,
        MIN(a.person_key) AS person_key,
        MAX(CASE WHEN s.children_with_own_upn > 1 THEN 1 - e.former ELSE 0 END) AS own_upn,
        MIN(e.decided) AS decided,
        MAX(e.match_probability) AS match_probability,
        MAX(e.last_collection_year) AS evidence_collection_year
    FROM children_with_evidence AS e
    INNER JOIN shared_evidence AS s ON e.evidence_key = s.evidence_key
    INNER JOIN evidence_after_first_round AS a ON e.evidence_key = a.evidence_key
    GROUP BY e.child_key
),

persons_in_doubt AS (
    SELECT s.person_key
    FROM second_round AS s
    GROUP BY s.person_key
    HAVING COUNT(*) > COUNT(DISTINCT s.la_code)
)

SELECT
    s.child_key,
    CAST(s.la_code AS VARCHAR) AS la_code,
    CAST(s.person_key AS VARCHAR) AS person_key,
    CAST(s.own_upn = 1 AS BOOLEAN) AS is_by_own_upn,
    CAST(s.decided = 1 AS BOOLEAN) AS is_by_decision,
    CAST(CASE WHEN s.decided = 1 THEN s.match_probability END AS DOUBLE) AS match_probability,
    CAST(s.evidence_collection_year AS INTEGER) AS evidence_collection_year,
    CAST(d.person_key IS NOT NULL AS BOOLEAN) AS is_in_doubt
FROM second_round AS s
LEFT JOIN persons_in_doubt AS d ON s.person_key = d.person_key
