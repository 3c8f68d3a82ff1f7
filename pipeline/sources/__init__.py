"""Files in: whatever is dropped into the inbox ends in raw, or in quarantine with a reason.

What belongs here: recognising, placing, reading and checking files, and the record of what was
received. One package inside for each source (`ssda903`). What does not: typing values, statutory
rules, SQL: raw stays text.
"""
