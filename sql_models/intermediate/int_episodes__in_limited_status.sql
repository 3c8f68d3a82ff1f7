/*---
description: >-
  One row per episode under a legal status that the law limits to some days (L1, L2, L3, J2), with how long the child was
  under it without a break.
grain: [row_id]
columns:
  row_id: File and data row of the episode.
  days_in_status: >-
    Days from the start of the first to the end of the last of the episodes that follow each other under the status; one
    that is open counts to 31 March.
source: SSDA903 validation rules 361 to 364.
---*/
WITH numbered_episodes AS (
    SELECT
        e.*,
        COALESCE(e.end_date, MAKE_DATE(e.collection_year, 3, 31)) AS last_date,
        SUM(
            CASE
                WHEN
                    e.previous_end_date = e.start_date
                    AND e.previous_legal_status_code = e.legal_status_code
                    THEN 0
                ELSE 1
            END
        ) OVER (
            PARTITION BY e.la_code, e.collection_year, e.child_key
            ORDER BY e.episode_number
        ) AS spell_number
    FROM int_episodes__in_order AS e
    WHERE e.legal_status_code IN ('L1', 'L2', 'L3', 'J2')
)

SELECT
    n.row_id,
    n.la_code,
    n.collection_year,
    n.child_key,
    n.end_date_text,
    n.legal_status_code,
    CAST(
        DATE_DIFF('day', MIN(n.start_date) OVER spells, MAX(n.last_date) OVER spells) AS INTEGER
    ) AS days_in_status
FROM numbered_episodes AS n
WINDOW spells AS (PARTITION BY n.la_code, n.collection_year, n.child_key, n.spell_number)
