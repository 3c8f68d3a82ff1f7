/*---
code: "434"
table: episodes
severity: error
message: >-
  Only the legal status is said to have changed (L), but it is that of the previous episode, or the
  placement differs. Correct the reason or what changed.
fields: [RNE]
first_year: null
last_year: null
source: SSDA903 validation rule 434
---*/
WITH preceded_episodes AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.reason_for_new_episode_code,
        e.legal_status_code,
        e.placement_type_code,
        e.placement_provider_code,
        e.placement_urn,
        e.placement_postcode,
        LAG(e.row_id) OVER rows_of_child AS previous_row_id,
        LAG(e.legal_status_code) OVER rows_of_child AS previous_status_code,
        LAG(e.placement_type_code) OVER rows_of_child AS previous_type_code,
        LAG(e.placement_provider_code) OVER rows_of_child AS previous_provider_code,
        LAG(e.placement_urn) OVER rows_of_child AS previous_urn,
        LAG(e.placement_postcode) OVER rows_of_child AS previous_postcode
    FROM stg_ssda903__episodes AS e
    WHERE e.start_date IS NOT NULL AND e.child_key IS NOT NULL
    WINDOW
        rows_of_child AS (
            PARTITION BY e.la_code, e.collection_year, e.child_key
            ORDER BY e.start_date, COALESCE(e.end_date, DATE '9999-12-31'), e.row_number
        )
),

changed_episodes AS (
    SELECT
        p.*,
        COALESCE(p.legal_status_code, '') <> COALESCE(p.previous_status_code, '') AS is_new_status,
        COALESCE(p.placement_type_code, '') <> COALESCE(p.previous_type_code, '')
        OR COALESCE(p.placement_provider_code, '') <> COALESCE(p.previous_provider_code, '')
        OR COALESCE(p.placement_urn, '') <> COALESCE(p.previous_urn, '')
        OR COALESCE(REPLACE(p.placement_postcode, ' ', ''), '')
        <> COALESCE(REPLACE(p.previous_postcode, ' ', ''), '')
            AS is_new_placement
    FROM preceded_episodes AS p
    WHERE p.previous_row_id IS NOT NULL
)

SELECT
    c.row_id,
    c.la_code,
    c.collection_year,
    c.child_key,
    'RNE' AS field,
    c.reason_for_new_episode_code AS value
FROM changed_episodes AS c
WHERE c.reason_for_new_episode_code = 'L' AND (c.is_new_placement OR NOT c.is_new_status)
