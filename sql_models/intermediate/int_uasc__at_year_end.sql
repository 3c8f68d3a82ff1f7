/*---
description: One row per child who is an unaccompanied asylum seeker on the 31 March of a return, by the UASC module of that year.
grain: [child_key, collection_year]
columns:
  collection_year: Collection year of the return.
source: >-
  SSDA903, UASC module: it has the children with the status at any time in the year. The status is due to cease at the
  eighteenth birthday, so a date that is still to come is the usual one.
---*/
SELECT
    c.child_key,
    u.collection_year
FROM stg_ssda903__uasc AS u
INNER JOIN int_children__resolved AS c ON u.child_key = c.received_child_key
WHERE u.uasc_ceased_date IS NULL OR u.uasc_ceased_date > MAKE_DATE(u.collection_year, 3, 31)
GROUP BY c.child_key, u.collection_year
