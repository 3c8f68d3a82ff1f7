"""Chance with a known seed: streams of it, draws that keep shares exact, and counts brought to published ones.

What belongs here: drawing, allocating, aligning, for any subject. What does not: anything about children.
"""
