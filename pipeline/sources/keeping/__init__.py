"""Where what was received is kept: landing, raw, quarantine, and the receipts that say what is in force.

What is decided about a file is decided before it comes here.
"""
