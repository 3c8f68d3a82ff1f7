"""The SSDA903 return (children looked after): its modules, telling its files, its raw tables.

What belongs here: what is true of this return alone. What does not: text, folders, receipts
(`pipeline.sources`).
"""
