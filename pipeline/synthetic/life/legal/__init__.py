"""Under which legal statuses each period of care is lived, from the first day to the last.

Statuses only go forward: detained or on remand, by agreement, under an interim order, under a final one, under a
placement order (and back when it is revoked). How the period will end is known and decides what its orders were. What
does not belong here: applications and hearings (`court`), where the child lives (`placement`).
"""
