"""Who starts to be looked after and who ceases, year by year from long before the first day.

What belongs here: starts, ends, their reasons, returns. What does not: what happens between (the other stages).
"""
