"""Faults as real returns have them, planted on purpose, each written into a ledger.

What belongs here: kinds of fault and where each is planted. What does not: finding them, which is the rules' work.
"""
