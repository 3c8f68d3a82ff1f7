/*---
description: One row per decision that a child should be placed for adoption, as the latest returns tell it, with the adoption that followed.
grain: [child_key, decision_date]
columns:
  child_key: Pseudonymous key of the child.
  la_code: Local authority that tells of it.
  decision_date: Day of the decision.
  match_date: Day on which the child and the adopters were matched; known of children who were adopted.
  reversed_date: Day of the decision that the child should no longer be placed for adoption; NULL while it stands.
  reversal_reason_code: Why the decision was reversed; NULL while it stands or when not told.
  is_adopted: Whether an adoption followed.
  collection_year: Collection year of the latest return that tells of it.
  row_id: Row of a return that tells of it, of the adoption where there is one.
source: >-
  SSDA903 guide, should be placed for adoption and AD1. Both name the decision by its day, so the same child and day
  are the same decision, and the latest return of each knows best. One without a day is a finding of the rules.
---*/
WITH placed_rows AS (
    SELECT
        c.child_key,
        t.la_code,
        t.adoption_decision_date,
        t.adoption_decision_reversed_date,
        t.adoption_reversal_reason_code,
        t.collection_year,
        t.row_id,
        ROW_NUMBER() OVER (
            PARTITION BY c.child_key, t.adoption_decision_date
            ORDER BY
                t.collection_year DESC,
                COALESCE(t.adoption_decision_reversed_date, DATE '9999-12-31') ASC,
                t.row_id DESC
        ) AS preference
    FROM stg_ssda903__placed_for_adoption AS t
    INNER JOIN int_children__resolved AS c ON t.child_key = c.received_child_key
    WHERE t.adoption_decision_date IS NOT NULL
),

adopted_rows AS (
    SELECT
        c.child_key,
        t.la_code,
        t.adoption_decision_date,
        t.adoption_match_date,
        t.is_adopted_by_foster_carer,
        t.number_of_adopters_code,
        t.adopter_sex_code,
        t.adopter_legal_status_code,
        t.collection_year,
        t.row_id,
        ROW_NUMBER() OVER (
            PARTITION BY c.child_key, t.adoption_decision_date
            ORDER BY
                t.collection_year DESC,
                COALESCE(t.adoption_match_date, DATE '9999-12-31') ASC,
                t.row_id DESC
        ) AS preference
    FROM stg_ssda903__ad1 AS t
    INNER JOIN int_children__resolved AS c ON t.child_key = c.received_child_key
    WHERE t.adoption_decision_date IS NOT NULL
),

decisions AS (
    SELECT * FROM placed_rows
    WHERE preference = 1
),

adoptions AS (
    SELECT * FROM adopted_rows
    WHERE preference = 1
)

SELECT
    CAST(COALESCE(d.child_key, a.child_key) AS VARCHAR) AS child_key,
    CAST(COALESCE(a.la_code, d.la_code) AS VARCHAR) AS la_code,
    CAST(COALESCE(d.adoption_decision_date, a.adoption_decision_date) AS DATE) AS decision_date,
    CAST(a.adoption_match_date AS DATE) AS match_date,
    CAST(d.adoption_decision_reversed_date AS DATE) AS reversed_date,
    CAST(d.adoption_reversal_reason_code AS VARCHAR) AS reversal_reason_code,
    CAST(a.row_id IS NOT NULL AS BOOLEAN) AS is_adopted,
    CAST(a.is_adopted_by_foster_carer AS BOOLEAN) AS is_adopted_by_foster_carer,
    CAST(a.number_of_adopters_code AS VARCHAR) AS number_of_adopters_code,
    CAST(a.adopter_sex_code AS VARCHAR) AS adopter_sex_code,
    CAST(a.adopter_legal_status_code AS VARCHAR) AS adopter_legal_status_code,
    CAST(GREATEST(
        COALESCE(a.collection_year, d.collection_year), COALESCE(d.collection_year, a.collection_year)
    ) AS INTEGER) AS collection_year,
    CAST(COALESCE(a.row_id, d.row_id) AS VARCHAR) AS row_id
FROM decisions AS d
FULL OUTER JOIN adoptions AS a
    ON d.child_key = a.child_key AND d.adoption_decision_date = a.adoption_decision_date
