"""Children of different authorities who are likely one person: candidates with a probability, for a person to decide.

What belongs here: comparing children across authorities and writing the list of candidates. What does not: linking for
certain (SQL models, by UPN), and putting a decision into effect (`int_persons__linked`). Nothing is merged here.
"""
