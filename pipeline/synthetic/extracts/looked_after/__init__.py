"""The tables of the SSDA903 return, some a module; `extracts.ssda903` puts them together.

What belongs here: which rows and columns a return of a year has. What does not: their bytes, and what happened.
"""
