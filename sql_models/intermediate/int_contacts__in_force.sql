/*---
description: One row per contact about a child, as the latest export of it tells.
grain: [child_key, contact_date, contact_source_code]
columns:
  child_key: Pseudonymous key of the child.
source: >-
  Contacts of one child on one day from one source are one contact: systems give each outcome a row of its own. Of several rows the latest collection year counts, in it the outcome that stands first in
  seed_contact_outcome; one in no list, and then one not told, come last. Rows without a child or a day are findings of rules.
---*/
WITH ranked_contacts AS (
    SELECT
        r.child_key,
        t.la_code,
        t.contact_date,
        t.contact_source_code,
        t.contact_source_description,
        t.contact_outcome_code,
        t.collection_year,
        t.row_id,
        ROW_NUMBER() OVER (
            PARTITION BY r.child_key, t.contact_date, t.contact_source_code
            ORDER BY
                t.collection_year DESC,
                CASE WHEN t.contact_outcome_code IS NULL THEN 2 WHEN o.code IS NULL THEN 1 ELSE 0 END ASC,
                o.sort_order ASC,
                COALESCE(t.contact_outcome_code, '') ASC,
                COALESCE(t.contact_source_description, '') DESC,
                t.row_id DESC
        ) AS preference
    FROM stg_local__contact AS t
    INNER JOIN int_children__resolved AS r ON t.child_key = r.received_child_key
    LEFT JOIN seed_contact_outcome AS o ON t.contact_outcome_code = o.code
    WHERE t.contact_date IS NOT NULL
)

SELECT
    c.child_key,
    c.la_code,
    c.contact_date,
    c.contact_source_code,
    c.contact_source_description,
    c.contact_outcome_code,
    c.collection_year,
    c.row_id
FROM ranked_contacts AS c
WHERE c.preference = 1
