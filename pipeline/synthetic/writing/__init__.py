"""Extracts as files: text in the forms of the statutory returns, the same bytes for the same seed.

What belongs here: forms, files and folders. What does not: content (`extracts`).
"""
