"""Fictional returns for demonstrations and tests: no real child, no real council's figures.

What belongs here: making files that look like statutory returns. What does not: reading them, or anything that the
pipeline itself needs to know.
"""
