"""The mark by which a file written from a contract is known, in the first lines of the file.

What belongs here: its words alone. What does not: comment signs, which differ from file to file.
"""

MARK = "Written from contracts/"


def mark(place: str) -> str:
    """Return the mark of a file.

    Args:
        place: Its contract, below `contracts/`.
    """
    return f"{MARK}{place}: change that, then run `make contracts`."
