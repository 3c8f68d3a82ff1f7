/*---
description: One row per LA, year, module and rule that applies to it, with the rows checked and failing.
grain: [la_code, collection_year, source, rule_code, table_name]
columns:
  rows_checked: Rows of the module that the rule looked at.
  rows_failing: Rows that fail the rule.
  children_failing: Children with at least one failing row.
---*/
WITH failing_rows AS (
    SELECT
        i.rule_code,
        i.table_name,
        i.la_code,
        i.collection_year,
        COUNT(DISTINCT i.row_id) AS rows_failing,
        COUNT(DISTINCT i.child_key) AS children_failing
    FROM fct_data_quality_issue AS i
    GROUP BY i.rule_code, i.table_name, i.la_code, i.collection_year
)

SELECT
    r.la_code,
    a.la_name,
    r.collection_year,
    r.source,
    u.rule_code,
    u.table_name,
    u.severity,
    u.message,
    CAST(r.rows_received AS BIGINT) AS rows_checked,
    CAST(COALESCE(f.rows_failing, 0) AS BIGINT) AS rows_failing,
    CAST(COALESCE(f.children_failing, 0) AS BIGINT) AS children_failing
FROM fct_rule_run AS u
INNER JOIN fct_return AS r ON u.source = r.source AND u.table_name = r.table_name
INNER JOIN dim_local_authority AS a ON r.la_code = a.la_code
LEFT JOIN failing_rows AS f
    ON
        u.rule_code = f.rule_code
        AND u.table_name = f.table_name
        AND r.la_code = f.la_code
        AND r.collection_year = f.collection_year
WHERE
    u.status = 'ran'
    -- A rule that reads last year's return judged no other.
    AND (
        NOT COALESCE(u.needs_previous_year, FALSE)
        OR EXISTS (
            SELECT 1
            FROM fct_return AS p
            WHERE
                r.source = p.source
                AND r.la_code = p.la_code
                AND r.collection_year = p.collection_year + 1
        )
    )
