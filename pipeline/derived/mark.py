"""The marks by which a file written from a contract, or from seeds, is known, in the first lines of the file.

What belongs here: its words alone. What does not: comment signs, which differ from file to file.
"""

MARK = "Written from contracts/"
SEEDS_MARK = "Written from seeds/measures.csv and measure_source.csv: change those, then run `make contracts`."


def mark(place: str) -> str:
    """Return the mark of a file.

    Args:
        place: Its contract, below `contracts/`.
    """
    return f"{MARK}{place}: change that, then run `make contracts`."
