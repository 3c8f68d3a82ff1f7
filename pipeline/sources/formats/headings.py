"""Which record of a sheet is its heading line.

What belongs here: finding it among the first records. What does not: what headings mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Exports put a title, a date and a filter or two above the table; more than this has not been seen.
REACH = 20
_ENOUGH_KNOWN = 2


@dataclass(frozen=True)
class HeadingLine:
    """The heading line of a sheet.

    Attributes:
        headings: Its values; trailing blank ones are left out.
        place: Its place among the records given, from 0.
        known: How many of its headings are known.
        blank_columns: How many trailing blank ones were left out.
    """

    headings: tuple[str, ...]
    place: int
    known: int
    blank_columns: int

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know about it."""
        if not self.place:
            return ()
        above = "line above it was" if self.place == 1 else f"{self.place} lines above it were"
        return (
            f"The headings are in line {self.place + 1} (blank lines not counted); the {above} left out.",
        )


def is_filled(values: Sequence[str]) -> bool:
    """Tell whether any value is not blank."""
    return any(value.strip() for value in values)


def find_heading_line(
    records: Sequence[Sequence[str]], *, is_known: Callable[[str], bool]
) -> HeadingLine | None:
    """Return the first of the records with the most known headings, the first of all when none has two.

    Args:
        records: The first records of a sheet that are not blank (at most `REACH` count); one that cannot be the
            heading line is empty.
        is_known: Whether a heading is one of any contract.

    Returns:
        The heading line; None when no record can be it.
    """
    lines = [
        _line(values, place, is_known) for place, values in enumerate(records[:REACH]) if values
    ]
    best = max(lines, key=lambda line: line.known, default=None)
    return best if best and best.known >= _ENOUGH_KNOWN else next(iter(lines), None)


def _line(values: Sequence[str], place: int, is_known: Callable[[str], bool]) -> HeadingLine:
    headings = list(values)
    while headings and not headings[-1].strip():
        headings.pop()
    known = sum(map(is_known, headings))
    return HeadingLine(tuple(headings), place, known, len(values) - len(headings))
