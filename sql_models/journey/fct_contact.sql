/*---
description: One row per contact, a day on which somebody told the local authority of a worry about a child.
grain: [contact_key]
columns:
  contact_key: Key of the contact, from the child, the day and the source.
  referral_key: Referral that followed; NULL when none did or the outcome was another.
  collection_year: Collection year in which the contact came.
  contact_source: What the code stands for; Unknown when it is not in the list.
  contact_source_group: Group of the source, as publications count sources of referrals; Unknown when not in the list.
  contact_outcome: What the code stands for; Unknown when it is not told or not in the list.
  age_at_contact: Age in completed years, -1 before birth (expected, where it was still to come); NULL when neither date is known.
  days_to_referral: Days from the contact to that referral; NULL when there is none.
  return_collection_year: Collection year of the export that tells the contact.
source: >-
  The local contract, after the Standard Safeguarding Dataset; no statutory return holds contacts. Decision: the child's first
  referral from the day of the contact to the seventh day after it followed it, where the outcome says referral or none is
  told (Annex A asks for none). Whether to accept a referral is to be decided within one working day (Working Together);
  seven days leave room for three working days over Christmas or Easter. A referral after a contact with another outcome had
  another cause. Several contacts may lead to one referral. Contacts of any age are kept, also those in time in need.
---*/
WITH following_referrals AS (
    SELECT
        c.row_id,
        MIN(r.referral_date) AS referral_date
    FROM int_contacts__in_force AS c
    INNER JOIN fct_referral AS r
        ON c.child_key = r.child_key AND DATE_DIFF('day', c.contact_date, r.referral_date) BETWEEN 0 AND 7
    LEFT JOIN seed_contact_outcome AS o ON c.contact_outcome_code = o.code
    WHERE COALESCE(o.is_referral, TRUE)
    GROUP BY c.row_id
),

dated_contacts AS (
    SELECT
        c.*,
        f.referral_date,
        EXTRACT(YEAR FROM c.contact_date) * 10000
        + EXTRACT(MONTH FROM c.contact_date) * 100 + EXTRACT(DAY FROM c.contact_date) AS contact_number,
        EXTRACT(YEAR FROM COALESCE(d.birth_date, d.expected_birth_date)) * 10000
        + EXTRACT(MONTH FROM COALESCE(d.birth_date, d.expected_birth_date)) * 100
        + EXTRACT(DAY FROM COALESCE(d.birth_date, d.expected_birth_date)) AS birth_number
    FROM int_contacts__in_force AS c
    LEFT JOIN following_referrals AS f ON c.row_id = f.row_id
    LEFT JOIN dim_child AS d ON c.child_key = d.child_key
)

SELECT
    CAST(MD5(
        c.child_key || '|' || CAST(c.contact_date AS VARCHAR) || '|' || COALESCE(c.contact_source_code, '')
    ) AS VARCHAR) AS contact_key,
    c.child_key,
    c.la_code,
    CAST(MD5(c.child_key || '|' || CAST(c.referral_date AS VARCHAR)) AS VARCHAR) AS referral_key,
    c.contact_date,
    CAST(
        EXTRACT(YEAR FROM c.contact_date)
        + CASE WHEN EXTRACT(MONTH FROM c.contact_date) >= 4 THEN 1 ELSE 0 END AS INTEGER
    ) AS collection_year,
    c.contact_source_code,
    CAST(COALESCE(s.label, 'Unknown') AS VARCHAR) AS contact_source,
    CAST(COALESCE(s.contact_source_group, 'Unknown') AS VARCHAR) AS contact_source_group,
    c.contact_source_description,
    c.contact_outcome_code,
    CAST(COALESCE(o.label, 'Unknown') AS VARCHAR) AS contact_outcome,
    CAST(FLOOR((c.contact_number - c.birth_number) / 10000) AS INTEGER) AS age_at_contact,
    CAST(DATE_DIFF('day', c.contact_date, c.referral_date) AS INTEGER) AS days_to_referral,
    c.collection_year AS return_collection_year,
    c.row_id
FROM dated_contacts AS c
LEFT JOIN seed_contact_source AS s ON c.contact_source_code = s.code
LEFT JOIN seed_contact_outcome AS o ON c.contact_outcome_code = o.code
