/*---
description: One row per child that is the same person as a child of another local authority, with how that is known.
grain: [child_key]
columns:
  person_key: Key of the person, the same in all local authorities.
  link_method: >-
    UPN (both authorities sent it as the child's own), Former UPN (one's former UPN is the other's) or Accepted by a person
    (nothing but a person's decision on a likely pair).
  match_probability: Probability on which the person decided; NULL when an UPN links the child, or the list stated none.
  evidence: In words, what the link rests on.
  evidence_collection_year: Latest collection year in which the child's authority tells the evidence; NULL for a decision.
source: >-
  Permanent UPN, date of birth and sex must all be the same (int_persons__linked). Authorities that do not know the UPN keep
  two persons; which of those are likely one is a matter of probability (`cjw link`) and a person's decision.
---*/
SELECT
    p.child_key,
    p.person_key,
    p.la_code,
    CAST(CASE
        WHEN p.is_by_own_upn THEN 'UPN'
        WHEN p.is_by_decision THEN 'Accepted by a person'
        ELSE 'Former UPN'
    END AS VARCHAR) AS link_method,
    CAST(CASE
        WHEN p.is_by_own_upn THEN 'Same permanent UPN, date of birth and sex in another authority'
        WHEN p.is_by_decision AND p.match_probability IS NULL THEN 'Accepted by a person as the same'
        WHEN p.is_by_decision
            THEN
                'Accepted by a person, probability '
                || CAST(CAST(p.match_probability AS DECIMAL(5, 4)) AS VARCHAR)
        ELSE 'Former UPN of one is the UPN of the other in another authority, same date of birth and sex'
    END AS VARCHAR) AS evidence,
    p.match_probability,
    p.evidence_collection_year
FROM int_persons__linked AS p
WHERE NOT p.is_in_doubt
