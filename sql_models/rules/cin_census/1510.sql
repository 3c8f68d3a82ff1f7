/*---
code: "1510"
table: child_identifiers
severity: error
message: >-
  The first letter of the unique pupil number is not the one that its digits give, so that a character is
  wrong. Take the number from the school's record.
fields: [UPN]
first_year: null
last_year: null
source: >-
  CIN census validation rule 1510. What has not the form of a number is the concern of rules 1530 to
  1550.
---*/
WITH weighted AS (
    SELECT
        i.row_id,
        i.la_code,
        i.collection_year,
        i.child_key,
        i.upn,
        2 * TRY_CAST(SUBSTRING(i.upn, 2, 1) AS INTEGER)
        + 3 * TRY_CAST(SUBSTRING(i.upn, 3, 1) AS INTEGER)
        + 4 * TRY_CAST(SUBSTRING(i.upn, 4, 1) AS INTEGER)
        + 5 * TRY_CAST(SUBSTRING(i.upn, 5, 1) AS INTEGER)
        + 6 * TRY_CAST(SUBSTRING(i.upn, 6, 1) AS INTEGER)
        + 7 * TRY_CAST(SUBSTRING(i.upn, 7, 1) AS INTEGER)
        + 8 * TRY_CAST(SUBSTRING(i.upn, 8, 1) AS INTEGER)
        + 9 * TRY_CAST(SUBSTRING(i.upn, 9, 1) AS INTEGER)
        + 10 * TRY_CAST(SUBSTRING(i.upn, 10, 1) AS INTEGER)
        + 11 * TRY_CAST(SUBSTRING(i.upn, 11, 1) AS INTEGER)
        + 12 * TRY_CAST(SUBSTRING(i.upn, 12, 1) AS INTEGER)
        + 13 * COALESCE(
            TRY_CAST(SUBSTRING(i.upn, 13, 1) AS INTEGER),
            NULLIF(STRPOS('ABCDEFGHJKLMNPQRTUVWXYZ', SUBSTRING(i.upn, 13, 1)), 0) - 1
        ) AS weighted_sum
    FROM stg_cin_census__child_identifiers AS i
    WHERE LENGTH(i.upn) = 13
)

SELECT
    w.row_id,
    w.la_code,
    w.collection_year,
    w.child_key,
    'UPN' AS field,
    w.upn AS value
FROM weighted AS w
WHERE SUBSTRING(w.upn, 1, 1) <> SUBSTRING('ABCDEFGHJKLMNPQRTUVWXYZ', MOD(w.weighted_sum, 23) + 1, 1)
