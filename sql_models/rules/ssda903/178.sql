/*---
code: "178"
table: episodes
severity: error
message: >-
  The placement provider is not a code in force, is blank where the placement has a provider, or is sent
  for a placement that has none (temporary and some other placements). Send PR0 to PR5, or blank for
  those.
fields: [PLACE_PROVIDER]
first_year: null
last_year: null
source: SSDA903 validation rule 178
---*/
WITH placements AS (
    SELECT
        e.row_id,
        e.la_code,
        e.collection_year,
        e.child_key,
        e.placement_type_code_text,
        e.placement_provider_code_text,
        EXISTS(
            SELECT 1
            FROM seed_placement_type_without_provider AS w
            WHERE
                w.code = e.placement_type_code_text
                AND e.collection_year >= COALESCE(w.first_year, e.collection_year)
                AND e.collection_year <= COALESCE(w.last_year, e.collection_year)
        ) AS has_no_provider,
        EXISTS(
            SELECT 1
            FROM seed_placement_provider AS s
            WHERE
                s.code = e.placement_provider_code_text
                AND e.collection_year >= COALESCE(s.first_year, e.collection_year)
                AND e.collection_year <= COALESCE(s.last_year, e.collection_year)
        ) AS is_provider_code
    FROM stg_ssda903__episodes AS e
)

SELECT
    p.row_id,
    p.la_code,
    p.collection_year,
    p.child_key,
    'PLACE_PROVIDER' AS field,
    p.placement_provider_code_text AS value
FROM placements AS p
WHERE
    CASE
        WHEN p.has_no_provider THEN p.placement_provider_code_text IS NOT NULL
        -- Without a placement type nobody can say whether a provider is due; rule 146 reports those.
        WHEN p.placement_provider_code_text IS NULL THEN p.placement_type_code_text IS NOT NULL
        ELSE NOT p.is_provider_code
    END
