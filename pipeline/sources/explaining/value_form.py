"""Whether texts are values of a column's type, as the staging models will read them.

What belongs here: judging texts, by type and code list. What does not: changing them (`align`),
typing them (the staging models).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from pipeline.sources.contract.dates import DATE_FORMATS, TIMESTAMP_FORMATS, parse_as

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pyarrow as pa

    from pipeline.sources.contract.definition import Column, ColumnType

USUAL_DATES = tuple(form for line in DATE_FORMATS for form in line)
USUAL_TIMESTAMPS = tuple(form for line in TIMESTAMP_FORMATS for form in line)
DAYS: frozenset[ColumnType] = frozenset({"date", "partial_date", "timestamp"})
_PARTIAL_DATE = re.compile(r"(\d{1,2}|Z{1,2})[/.-](\d{1,2}|Z{1,2})[/.-](\d{4}|Z{1,4})", re.I)
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?", re.I)
_WHOLE = re.compile(r"[-+]?\d{1,10}(\.0*)?")
_BOOLEAN = {"1", "true", "y", "yes", "0", "false", "n", "no"}


@dataclass(frozen=True)
class Texts:
    """What a column holds.

    Attributes:
        rows: How many rows there are.
        counts: How often each text comes, trimmed, blank ones left out.
    """

    rows: int
    counts: Counter[str]

    @cached_property
    def filled(self) -> int:
        """How many rows are not blank."""
        return self.counts.total()

    def share(self, fits: Callable[[str], bool]) -> float:
        """Return the share of the filled rows whose text fits; 0 when all are blank."""
        fitting = sum(count for text, count in self.counts.items() if fits(text))
        return fitting / self.filled if self.filled else 0.0


def texts_of(values: pa.ChunkedArray | pa.Array) -> Texts:
    """Return what an Arrow column of text holds."""
    counts: Counter[str] = Counter()
    for each in values.value_counts():
        counts[(each["values"].as_py() or "").strip()] += each["counts"].as_py()
    counts.pop("", None)
    return Texts(len(values), counts)


def reads_as(column: Column, codes: Iterable[str] = ()) -> Callable[[str], bool]:
    """Return what tells whether a text, trimmed, is a value of a column.

    Args:
        column: The column.
        codes: The codes of its list; without any, every text is one.
    """
    if column.type == "code":
        allowed = frozenset(code.upper() for code in codes)
        return lambda text: not allowed or text.upper() in allowed
    return _BY_TYPE[column.type]


def is_usual_day(text: str) -> bool:
    """Tell whether the staging models read a text as a day."""
    return _matches_any(text, USUAL_DATES)


@lru_cache(maxsize=50_000)
def _matches_any(text: str, forms: tuple[str, ...]) -> bool:
    return any(parse_as(text, form) for form in forms)


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(_without_signs(text)))


def _is_whole(text: str) -> bool:
    return bool(_WHOLE.fullmatch(_without_signs(text)))


def _without_signs(text: str) -> str:
    return text.translate(_SIGNS)


_SIGNS = str.maketrans("", "", "£, ")
_BY_TYPE: dict[ColumnType, Callable[[str], bool]] = {
    "text": lambda _: True,
    "date": is_usual_day,
    "partial_date": lambda text: is_usual_day(text) or bool(_PARTIAL_DATE.fullmatch(text)),
    "timestamp": lambda text: _matches_any(text, USUAL_TIMESTAMPS),
    "integer": _is_whole,
    "number": _is_number,
    "money": _is_number,
    "boolean": lambda text: text.lower() in _BOOLEAN,
}
