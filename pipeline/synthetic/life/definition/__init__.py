"""The shape of a simulated life: frozen tables by subject, handed on from stage to stage.

What belongs here: what the tables hold and what a row of each is. What does not: how they come about.
"""
