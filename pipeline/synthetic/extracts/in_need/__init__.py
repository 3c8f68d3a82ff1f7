"""The tables of a CIN census as the year's end shows them.

What belongs here: rows and columns of each table. What does not: which tables a census has (`extracts.cin_census`).
"""
