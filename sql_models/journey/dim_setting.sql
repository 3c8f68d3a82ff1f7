/*---
description: One row per setting that Ofsted registers and that came with a return, as the latest list tells it.
grain: [setting_urn]
columns:
  setting_urn: Ofsted unique reference number of the children's home or provider.
  setting_name: Name of the setting.
  setting_la_name: Local authority that the setting is in, as Ofsted names it; Unknown when blank.
  setting_la_code: Local authority that the setting is in, under its newest code; NULL when the name is of none that is known.
  is_home: Whether it is a children's home, where children live; otherwise it is an agency or provider whose carers live elsewhere.
  placement_type_codes: Placement type codes that it may be returned with.
  placement_provider_codes: Placement provider codes that it may be returned with.
  registration_end_date: Date the registration ended; NULL while it lasts.
  setting_postcode: Postcode of the setting, in capitals without spaces.
  collection_year: Collection year of the list that tells it.
source: >-
  Ofsted's lists come with each return of each authority and repeat one another: the list of the latest collection
  year knows best. A number that stands in both lists is a home. XXXXXXX, which stands for a number that is not known,
  is no setting.
---*/
WITH listed_settings AS (
    SELECT
        h.placement_urn,
        h.setting_name,
        h.setting_la_name,
        h.placement_type_codes,
        h.placement_provider_codes,
        h.registration_end_date,
        h.setting_postcode,
        h.la_code,
        h.collection_year,
        h.row_id,
        TRUE AS is_home
    FROM stg_ssda903__childrens_home AS h
    UNION ALL
    SELECT
        p.placement_urn,
        p.setting_name,
        p.setting_la_name,
        p.placement_type_codes,
        p.placement_provider_codes,
        p.registration_end_date,
        p.setting_postcode,
        p.la_code,
        p.collection_year,
        p.row_id,
        FALSE AS is_home
    FROM stg_ssda903__social_care_provider AS p
),

ranked_settings AS (
    SELECT
        s.*,
        ';' || REPLACE(LOWER(s.setting_la_name), '&', 'and') || ';' AS sought_name,
        ROW_NUMBER() OVER (
            PARTITION BY s.placement_urn
            ORDER BY s.collection_year DESC, s.is_home DESC, s.la_code DESC, s.row_id DESC
        ) AS preference
    FROM listed_settings AS s
    WHERE s.placement_urn IS NOT NULL AND s.placement_urn NOT LIKE '%XXXX%'
),

authority_names AS (
    SELECT
        a.current_la_code,
        a.valid_to,
        ';' || REPLACE(LOWER(l.la_name || ';' || COALESCE(l.other_names, '')), '&', 'and') || ';' AS names
    FROM dim_local_authority AS a
    INNER JOIN seed_local_authority AS l ON a.la_code = l.la_code
),

-- Two authorities have had one name when a new one took over from an old: the one in being is meant.
named_authorities AS (
    SELECT
        s.sought_name,
        MAX_BY(n.current_la_code, COALESCE(n.valid_to, DATE '9999-12-31')) AS la_code
    FROM (SELECT DISTINCT r.sought_name FROM ranked_settings AS r) AS s
    INNER JOIN authority_names AS n ON POSITION(s.sought_name IN n.names) > 0
    GROUP BY s.sought_name
)

SELECT
    CAST(r.placement_urn AS VARCHAR) AS setting_urn,
    r.setting_name,
    CAST(COALESCE(r.setting_la_name, 'Unknown') AS VARCHAR) AS setting_la_name,
    CAST(n.la_code AS VARCHAR) AS setting_la_code,
    CAST(r.is_home AS BOOLEAN) AS is_home,
    r.placement_type_codes,
    r.placement_provider_codes,
    r.registration_end_date,
    CAST(REPLACE(r.setting_postcode, ' ', '') AS VARCHAR) AS setting_postcode,
    r.collection_year
FROM ranked_settings AS r
LEFT JOIN named_authorities AS n ON r.sought_name = n.sought_name
WHERE r.preference = 1
