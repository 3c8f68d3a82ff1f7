/*---
description: One row per child id that a local authority has sent, with the child that it stands for.
grain: [received_child_key]
columns:
  received_child_key: Key made at the door from the local authority and the child id that it sent.
  child_key: Pseudonymous key of the child; the same for all ids of one child within a local authority.
  la_code: Local authority that sent the id.
---*/
WITH ids AS (
    SELECT
        t.child_key,
        t.la_code
    FROM stg_cin_census__assessment_factors AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_cin_census__assessments AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_cin_census__child_characteristics AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_cin_census__child_identifiers AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_cin_census__child_protection_plan_reviews AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_cin_census__child_protection_plans AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_cin_census__cin_details AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_cin_census__cin_plan_dates AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_cin_census__disabilities AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_cin_census__pre_proceedings AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_cin_census__section_47 AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_court__application_child AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_court__court_order AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_court__pre_proceedings AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_finance__placement_cost AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_ssda903__ad1 AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_ssda903__deprivation_of_liberty AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_ssda903__episodes AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_ssda903__header AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_ssda903__missing AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_ssda903__oc2 AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_ssda903__oc3 AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_ssda903__placed_for_adoption AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_ssda903__previous_permanence AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_ssda903__reviews AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_ssda903__social_worker_episodes AS t
    UNION ALL
    SELECT
        t.child_key,
        t.la_code
    FROM stg_ssda903__uasc AS t
)

SELECT
    i.child_key AS received_child_key,
    i.child_key,
    MAX(i.la_code) AS la_code
FROM ids AS i
WHERE i.child_key IS NOT NULL
GROUP BY i.child_key
