"""Before and in the family court: pre-proceedings, applications, hearings, orders, made to agree with legal statuses.

What belongs here: the court's side of a simulated life. What does not: which child is under which legal status
(`legal_status`), or what a court's tracker writes (`extracts.court`).
"""
