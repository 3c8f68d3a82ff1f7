"""What the lives cost: prices of placements, the ledger by month, unit costs.

What belongs here: amounts. What does not: who is placed where (`placement`), or what a finance system writes
(`extracts.finance`).
"""
