/*---
code: "cross_source:contact_without_referral"
table: local.contact
severity: query
message: >-
  The outcome of the contact is a referral, and the CIN census has none of the child within seven days. Check the
  outcome, the child id and the date of the referral.
fields: [contact_date]
first_year: null
last_year: null
source: >-
  This project: fct_contact, which referral followed a contact. Only where the census of the seventh day is held.
---*/
SELECT
    t.row_id,
    t.la_code,
    t.collection_year,
    t.child_key,
    'contact_date' AS field,
    t.contact_date_text AS value
FROM stg_local__contact AS t
INNER JOIN seed_contact_outcome AS o ON t.contact_outcome_code = o.code AND o.is_referral
INNER JOIN int_children__resolved AS r ON t.child_key = r.received_child_key
INNER JOIN int_census_years__returned AS y
    ON
        y.table_name = 'cin_details'
        AND t.la_code = y.la_code
        AND t.contact_date + INTERVAL 7 DAY >= MAKE_DATE(y.collection_year - 1, 4, 1)
        AND t.contact_date + INTERVAL 7 DAY <= MAKE_DATE(y.collection_year, 3, 31)
WHERE NOT EXISTS (
    SELECT 1
    FROM int_cases__in_force AS c
    WHERE
        c.child_key = r.child_key
        AND DATE_DIFF('day', t.contact_date, c.referral_date) BETWEEN 0 AND 7
)
