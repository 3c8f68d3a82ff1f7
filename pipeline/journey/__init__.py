"""One child's journey for a person entitled to child-level data: read from the warehouse, drawn as a timeline.

What belongs here: finding the child, reading spells and events, drawing them. What does not: what a spell or an event
is (`sql_models/journey`), printing to a terminal (`pipeline.show_journey`).
"""
