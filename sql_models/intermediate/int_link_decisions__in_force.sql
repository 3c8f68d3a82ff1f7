/*---
description: One row per pair of children of different local authorities that a person has decided about, as last decided.
grain: [child_key, other_child_key]
columns:
  child_key: The child of the pair whose key is the smaller.
  other_child_key: The other child, of another local authority.
  la_code: Local authority of the first.
  other_la_code: Local authority of the other.
  pair_key: Key of the pair.
  match_probability: Probability that the list of candidates stated; NULL when it states none.
  is_accepted: Whether the two were found to be one person.
  decided_date: Day of the decision; NULL when not told.
source: >-
  The latest decision counts; of two on one day the one that turns the pair down, as nothing is linked in doubt. Whoever has
  become the child of the same authority, or the same child, is no pair.
---*/
WITH pairs AS (
    SELECT
        LEAST(a.child_key, b.child_key) AS child_key,
        GREATEST(a.child_key, b.child_key) AS other_child_key,
        CASE WHEN a.child_key < b.child_key THEN a.la_code ELSE b.la_code END AS la_code,
        CASE WHEN a.child_key < b.child_key THEN b.la_code ELSE a.la_code END AS other_la_code,
        d.match_probability,
        d.is_accepted,
        d.decided_date,
        d.row_id
    FROM stg_linkage__decision AS d
    INNER JOIN int_children__resolved AS a ON LOWER(d.child_key) = a.received_child_key
    INNER JOIN int_children__resolved AS b ON LOWER(d.other_child_key) = b.received_child_key
    WHERE d.is_accepted IS NOT NULL AND a.la_code <> b.la_code
),

ranked_decisions AS (
    SELECT
        p.*,
        ROW_NUMBER() OVER (
            PARTITION BY p.child_key, p.other_child_key
            ORDER BY
                COALESCE(p.decided_date, DATE '1900-01-01') DESC,
                CASE WHEN p.is_accepted THEN 1 ELSE 0 END ASC,
                p.row_id DESC
        ) AS preference
    FROM pairs AS p
)

SELECT
    CAST(r.child_key AS VARCHAR) AS child_key,
    CAST(r.other_child_key AS VARCHAR) AS other_child_key,
    CAST(r.la_code AS VARCHAR) AS la_code,
    CAST(r.other_la_code AS VARCHAR) AS other_la_code,
    CAST(MD5(r.child_key || '|' || r.other_child_key) AS VARCHAR) AS pair_key,
    CAST(r.match_probability AS DOUBLE) AS match_probability,
    CAST(r.is_accepted AS BOOLEAN) AS is_accepted,
    CAST(r.decided_date AS DATE) AS decided_date
FROM ranked_decisions AS r
WHERE r.preference = 1
