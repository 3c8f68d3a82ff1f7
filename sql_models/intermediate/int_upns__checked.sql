/*---
description: One row per text sent as a unique pupil number (UPN) or former one, with what it is worth.
grain: [upn]
columns:
  upn: The text as received, without blanks and in capitals.
  upn_state: 'Permanent, Temporary, Wrong check letter or Not a number.'
  is_valid: Whether it is a permanent or temporary number with the right check letter.
source: >-
  DfE guide to unique pupil numbers. A letter and twelve digits; the letter is the sum of the digits weighted 2 to 13, modulo
  23, among ABCDEFGHJKLMNPQRTUVWXYZ. The last character of a temporary number is a letter, which counts as its place in
  that list, from 0. UN1 to UN7, which say why there is no number, are not in this table.
---*/
WITH texts AS (
    SELECT r.upn
    FROM int_child_ids__records AS r
    WHERE r.upn IS NOT NULL
    UNION
    SELECT r.former_upn AS upn
    FROM int_child_ids__records AS r
    WHERE r.former_upn IS NOT NULL
),

summed_texts AS (
    SELECT
        t.upn,
        SUBSTRING(t.upn, 1, 1) AS check_letter,
        REGEXP_MATCHES(t.upn, '^[A-HJ-NP-RT-Z][0-9]{12}$') AS is_permanent,
        REGEXP_MATCHES(t.upn, '^[A-HJ-NP-RT-Z][0-9]{11}[A-HJ-NP-RT-Z]$') AS is_temporary,
        TRY_CAST(SUBSTRING(t.upn, 2, 1) AS INTEGER) * 2
        + TRY_CAST(SUBSTRING(t.upn, 3, 1) AS INTEGER) * 3
        + TRY_CAST(SUBSTRING(t.upn, 4, 1) AS INTEGER) * 4
        + TRY_CAST(SUBSTRING(t.upn, 5, 1) AS INTEGER) * 5
        + TRY_CAST(SUBSTRING(t.upn, 6, 1) AS INTEGER) * 6
        + TRY_CAST(SUBSTRING(t.upn, 7, 1) AS INTEGER) * 7
        + TRY_CAST(SUBSTRING(t.upn, 8, 1) AS INTEGER) * 8
        + TRY_CAST(SUBSTRING(t.upn, 9, 1) AS INTEGER) * 9
        + TRY_CAST(SUBSTRING(t.upn, 10, 1) AS INTEGER) * 10
        + TRY_CAST(SUBSTRING(t.upn, 11, 1) AS INTEGER) * 11
        + TRY_CAST(SUBSTRING(t.upn, 12, 1) AS INTEGER) * 12
        + COALESCE(
            TRY_CAST(SUBSTRING(t.upn, 13, 1) AS INTEGER),
            STRPOS('ABCDEFGHJKLMNPQRTUVWXYZ', SUBSTRING(t.upn, 13, 1)) - 1
        ) * 13 AS weighted_sum
    FROM texts AS t
    WHERE NOT REGEXP_MATCHES(t.upn, '^UN[1-7]$')
),

judged_texts AS (
    SELECT
        s.upn,
        CASE
            WHEN NOT s.is_permanent AND NOT s.is_temporary THEN 'Not a number'
            WHEN
                SUBSTRING('ABCDEFGHJKLMNPQRTUVWXYZ', CAST(MOD(s.weighted_sum, 23) + 1 AS INTEGER), 1)
                <> s.check_letter
                THEN 'Wrong check letter'
            WHEN s.is_temporary THEN 'Temporary'
            ELSE 'Permanent'
        END AS upn_state
    FROM summed_texts AS s
)

SELECT
    CAST(j.upn AS VARCHAR) AS upn,
    CAST(j.upn_state AS VARCHAR) AS upn_state,
    CAST(j.upn_state IN ('Permanent', 'Temporary') AS BOOLEAN) AS is_valid
FROM judged_texts AS j
