"""How a file would be read, for the person who made it, and the mapping that would make it read better.

Nothing here takes a file in or changes the data home.
"""
