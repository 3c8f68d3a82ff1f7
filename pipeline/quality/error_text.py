"""The part of an engine's error that may be shown: never a value out of a row.

A message of DuckDB about a query (a missing table or column, a slip of syntax) names what stands in
our own SQL. A message about data (a value that will not convert, a broken constraint) quotes the
value: of that only the kind is kept.
"""

from __future__ import annotations

import re

# DuckDB's own words, or the same behind the class name that SQLAlchemy puts in front.
_ABOUT_THE_QUERY = re.compile(r"(?:\(_?duckdb\.\w+\) )?((?:Catalog|Binder|Parser) Error: [^\n]+)")
_MISSING_COLUMN = re.compile(r'(?:Error: )?(The column "\w+" in BatchData does not exist\.)')
_KIND = re.compile(r"(?:\(_?duckdb\.\w+\) )?([A-Za-z ]{1,40} Error):")
_LEFT_OUT = "the rest is left out, as it may quote a value"


def without_values(text: str) -> str:
    r"""Return what of an error's text may be shown, as one line.

    >>> without_values("Binder Error: Table t has no column a\\nLINE 1: SELECT a")
    'Binder Error: Table t has no column a'
    >>> without_values("Conversion Error: Could not convert string 'Ann' to INT32")
    'Conversion Error (the rest is left out, as it may quote a value)'
    """
    showable = _ABOUT_THE_QUERY.match(text) or _MISSING_COLUMN.match(text)
    if showable:
        return showable.group(1)
    kind = _KIND.match(text)
    return f"{kind.group(1) if kind else 'Error'} ({_LEFT_OUT})"
