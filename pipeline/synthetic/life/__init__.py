"""The simulated lives of one local authority's children: a module a stage, each adding tables to the ones before.

What belongs here: what happens to children, and when. What does not: how a return shows it (`extracts`).
"""
