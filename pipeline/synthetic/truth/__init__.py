"""The known answers: facts and marts worked out from the simulation's own state, sharing nothing with the SQL models.

What belongs here: answers. What does not: reading any file or model of the warehouse.
"""
