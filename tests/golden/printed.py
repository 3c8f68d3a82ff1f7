"""Reads tables that documents print, and writes numbers as they print them.

What belongs here: labels, years and rounding of printed tables. What does not: what any of them says.
"""

import csv
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

SHARED = Path(__file__).parents[2].parent / "shared"
TABLES = SHARED / "tables"
MISSING = "the published tables are not beside this checkout"


def rows_of(table):
    """Return the rows of a printed table, by folder and name."""
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    """Return what a printed count says; a blank is nothing.

    >>> number("108,508"), number("")
    (108508, 0)
    """
    return int(text.replace(",", "") or 0)


def collection_year(label):
    """Return the year in which the 31 March falls.

    >>> collection_year("2016/17")
    2017
    """
    return int(label[:4]) + 1


def rounded(value, places=0):
    """Round half up, as printed tables do.

    >>> str(rounded(Decimal("0.25"), 1))
    '0.3'
    """
    return Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def percent(part, whole, places=0):
    """Return a percentage as it is printed.

    >>> percent(1, 3), percent(2, 3, 1)
    ('33%', '66.7%')
    """
    return f"{rounded(100 * Decimal(part) / Decimal(whole), places)}%"
