"""What each source would hold of the simulated lives, table by table and year by year: a module a source.

What belongs here: the content of returns and exports. What does not: their bytes (`writing`).
"""
