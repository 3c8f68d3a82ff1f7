"""What happens to looked after children besides placements: going missing, reviews, health, adoption, leaving care.

What belongs here: one module an event, each from tables made before it. What does not: entries, legal statuses and
placements themselves, or how an event is written into a return.
"""
