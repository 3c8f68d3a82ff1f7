/*---
code: "504"
table: episodes
severity: error
message: >-
  The category of need differs from that at the start of the period of care, which it describes. Send
  the same code in all episodes of the period.
fields: [CIN]
first_year: null
last_year: null
source: SSDA903 validation rule 504
---*/
-- A period of care begins with an episode that does not go on from the one before.
WITH episodes_of_periods AS (
    SELECT
        e.*,
        MAX(
            CASE
                WHEN
                    e.previous_end_date = e.start_date
                    AND e.previous_reason_episode_ceased_code = 'X1'
                    THEN 0
                ELSE e.episode_number
            END
        ) OVER (
            PARTITION BY e.la_code, e.collection_year, e.child_key
            ORDER BY e.episode_number
        ) AS first_episode_number
    FROM int_episodes__in_order AS e
)

SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'CIN' AS field,
    e.category_of_need_code AS value
FROM episodes_of_periods AS e
INNER JOIN int_episodes__in_order AS f
    ON
        e.la_code = f.la_code
        AND e.collection_year = f.collection_year
        AND e.child_key = f.child_key
        AND e.first_episode_number = f.episode_number
WHERE e.category_of_need_code <> f.category_of_need_code
