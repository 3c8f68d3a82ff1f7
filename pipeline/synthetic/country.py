"""The whole of a country, one local authority at a time: simulated, shown as extracts, written, answered.

What belongs here: the order of things, and the processes that do them. What does not: any of the things themselves.
"""
