/*---
description: One row per placement type code (PLACE), with every group that publications put it in.
grain: [placement_type_code]
columns:
  placement_type_code: Code in the SSDA903 return.
source: >-
  Walsall appendix 14.1 and figure 27, DfE data pack 2013. Which codes a group holds is data, `seeds/placement_type.csv`,
  where the documents name none: a carer approved also as adopter (U2, U5) is fostering, residential are homes, hostels
  and secure units with supported accommodation (K1 to K3, H1 to H5), and not schools or family centres.
---*/
SELECT
    CAST(s.code AS VARCHAR) AS placement_type_code,
    CAST(s.label AS VARCHAR) AS label,
    CAST(s.placement_group AS VARCHAR) AS placement_group,
    CAST(s.detailed_placement_group AS VARCHAR) AS detailed_placement_group,
    CAST(s.data_pack_placement_group AS VARCHAR) AS data_pack_placement_group,
    CAST(s.is_fostering AS BOOLEAN) AS is_fostering,
    CAST(s.is_temporary AS BOOLEAN) AS is_temporary,
    CAST(s.is_with_parents AS BOOLEAN) AS is_with_parents,
    CAST(s.first_year AS INTEGER) AS first_year,
    CAST(s.last_year AS INTEGER) AS last_year
FROM seed_placement_type AS s
