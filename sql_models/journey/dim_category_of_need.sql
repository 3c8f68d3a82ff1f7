/*---
description: One row per category of need code (CIN), with the labels that publications write.
grain: [category_of_need_code]
columns:
  category_of_need_code: Code in the SSDA903 return.
source: DfE data pack 2013, p28; Walsall figure 21 and appendix 14.2. They differ in wording only.
---*/
SELECT
    CAST(s.code AS VARCHAR) AS category_of_need_code,
    CAST(s.label AS VARCHAR) AS label,
    CAST(s.data_pack_label AS VARCHAR) AS data_pack_label,
    CAST(s.short_label AS VARCHAR) AS short_label,
    CAST(s.first_year AS INTEGER) AS first_year,
    CAST(s.last_year AS INTEGER) AS last_year
FROM seed_category_of_need AS s
