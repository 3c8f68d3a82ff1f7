/*---
description: One row per child that is the same person as a child of another local authority, with how that is known.
grain: [child_key]
columns:
  person_key: Key of the person, the same in all local authorities.
  link_method: UPN (both authorities sent it as the child's own) or Former UPN (one's former UPN is the other's).
  evidence: In words, what the link rests on.
  evidence_collection_year: Latest collection year in which the child's authority tells the evidence.
source: >-
  Permanent UPN, date of birth and sex must all be the same (int_persons__linked). Authorities that do not know the UPN keep
  two persons; which of those are likely one is a matter of probability and a person's decision.
---*/
SELECT
    p.child_key,
    p.person_key,
    p.la_code,
    CAST(CASE WHEN p.is_by_own_upn THEN 'UPN' ELSE 'Former UPN' END AS VARCHAR) AS link_method,
    CAST(CASE
        WHEN p.is_by_own_upn THEN 'Same permanent UPN, date of birth and sex in another authority'
        ELSE 'Former UPN of one is the UPN of the other in another authority, same date of birth and sex'
    END AS VARCHAR) AS evidence,
    p.evidence_collection_year
FROM int_persons__linked AS p
WHERE NOT p.is_in_doubt
