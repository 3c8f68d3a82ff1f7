/*---
description: One row per child id, source and collection year in which a local authority sent it.
grain: [received_child_key, la_code, source, collection_year]
columns:
  source: Source that holds the id, as ssda903, cin_census, court, finance or local.
---*/
SELECT
    a.received_child_key,
    a.la_code,
    a.source,
    a.collection_year
FROM int_child_ids__in_ssda903 AS a
UNION ALL
SELECT
    b.received_child_key,
    b.la_code,
    b.source,
    b.collection_year
FROM int_child_ids__in_cin_census AS b
UNION ALL
SELECT
    c.received_child_key,
    c.la_code,
    c.source,
    c.collection_year
FROM int_child_ids__in_court AS c
UNION ALL
SELECT
    d.received_child_key,
    d.la_code,
    d.source,
    d.collection_year
FROM int_child_ids__in_finance AS d
UNION ALL
SELECT
    e.received_child_key,
    e.la_code,
    e.source,
    e.collection_year
FROM int_child_ids__in_local AS e
