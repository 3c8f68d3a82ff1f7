"""Whose a file is and of when: from the names on its path, from what it says itself, from its dates.

What a file is (`matching`) and what becomes of it (`receiving`) is not decided here.
"""
