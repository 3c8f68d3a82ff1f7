"""What was made against what is published: figures, tolerances and a page with charts.

What belongs here: comparing and showing. What does not: making either side.
"""
