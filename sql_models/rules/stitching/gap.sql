/*---
code: "stitching:gap"
table: ssda903.episodes
severity: query
message: >-
  Care is said to go on in another episode (X1), but the child's next one begins some days later or is not there, or
  begins a new period of care.
  Mend the date or the reason, or send the episode that is missing.
fields: [DECOM, REC]
first_year: null
last_year: null
source: Continuity of episodes; a gap that the returns of two years have between them is closed in the history when it is short
---*/
WITH followed_episodes AS (
    SELECT
        e.child_key,
        e.start_date,
        e.returned_end_date,
        e.collection_year,
        e.row_id,
        e.reason_episode_ceased_code,
        e.next_row_id,
        LEAD(e.start_date) OVER (PARTITION BY e.child_key ORDER BY e.start_date) AS next_start_date,
        LEAD(e.reason_for_new_episode_code) OVER (
            PARTITION BY e.child_key ORDER BY e.start_date
        ) AS next_reason_code
    FROM int_episodes__in_force AS e
),

gaps AS (
    SELECT
        f.*,
        (f.next_start_date IS NULL OR COALESCE(f.next_reason_code = 'S', FALSE)) AS is_last
    FROM followed_episodes AS f
    WHERE
        f.reason_episode_ceased_code = 'X1'
        AND f.returned_end_date >= f.start_date
        AND (f.next_start_date IS NULL OR f.next_start_date > f.returned_end_date)
)

SELECT
    s.row_id,
    s.la_code,
    s.collection_year,
    s.child_key,
    CASE WHEN g.is_last THEN 'REC' ELSE 'DECOM' END AS field,
    CASE WHEN g.is_last THEN s.reason_episode_ceased_code ELSE s.start_date_text END AS value
FROM gaps AS g
INNER JOIN stg_ssda903__episodes AS s
    ON CASE WHEN g.is_last THEN g.row_id ELSE g.next_row_id END = s.row_id
