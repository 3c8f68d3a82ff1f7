"""Children in need: cases from referral to closure and what happens in them, filled to the published numbers.

What belongs here: cases, assessments, enquiries, plans, and the children they are about. What does not: care itself
(the stages before), how the census shows it (`extracts`).
"""
