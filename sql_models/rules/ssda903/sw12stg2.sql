/*---
code: "SW12STG2"
table: episodes
severity: error
message: >-
  The child was looked after on 31 March, but no social worker of the year is sent. Send all of the
  year, also those of days on which the child was not looked after.
fields: [SW_DECOM]
first_year: 2024
last_year: null
source: SSDA903 validation rule SW12STG2
---*/
SELECT
    e.row_id,
    e.la_code,
    e.collection_year,
    e.child_key,
    'SW_DECOM' AS field,
    CAST(NULL AS VARCHAR) AS value
FROM stg_ssda903__episodes AS e
WHERE
    e.start_date <= MAKE_DATE(e.collection_year, 3, 31)
    AND COALESCE(e.end_date > MAKE_DATE(e.collection_year, 3, 31), e.end_date_text IS NULL)
    AND COALESCE(e.legal_status_code, '') NOT IN ('V3', 'V4')
    AND NOT EXISTS (
        SELECT 1 FROM stg_ssda903__social_worker_episodes AS w
        WHERE w.la_code = e.la_code AND w.collection_year = e.collection_year AND w.child_key = e.child_key
    )
