"""Hidden cells of a published table guessed from what its totals leave over, by authority and for England.

A number below 6 is hidden, and another with it so that it cannot be worked out. What is left of an authority's total
and of England's count of the code is shared among the hidden cells by proportional fitting.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.synthetic.calibration.load import ENGLAND

if TYPE_CHECKING:
    from collections.abc import Iterable

Cell = tuple[str, str]

_ROUNDS = 30
_USUAL = 2.5  # a hidden cell is 1 to 5


@dataclass
class CountTable:
    """Counts of one year.

    Attributes:
        counts: Count by authority (or England) and code; None where it is hidden.
        totals: Total by authority.
    """

    counts: dict[Cell, float | None] = field(default_factory=dict)
    totals: dict[str, float] = field(default_factory=dict)


def fill_hidden(table: CountTable) -> dict[Cell, float]:
    """Return all counts, the hidden ones guessed."""
    known = {cell: value for cell, value in table.counts.items() if value is not None}
    guess = {cell: _USUAL for cell, value in table.counts.items() if value is None}
    by_la, by_code = _left(table, known)
    for _ in range(_ROUNDS):
        guess = _scaled(guess, by_code, 1)
        guess = _scaled(guess, by_la, 0)
    return known | guess


def _left(table: CountTable, known: dict[Cell, float]) -> tuple[dict[str, float], dict[str, float]]:
    """Return what the known counts leave of each authority's total, and of England's count of each code."""
    by_la = dict(table.totals)
    by_code = {code: value for (la_code, code), value in known.items() if la_code == ENGLAND}
    for (la_code, code), value in known.items():
        by_la[la_code] = by_la.get(la_code, 0.0) - value
        if la_code != ENGLAND and code in by_code:
            by_code[code] -= value
    return by_la, by_code


def _scaled(guess: dict[Cell, float], wanted: dict[str, float], part: int) -> dict[Cell, float]:
    sums = _sums(guess.items(), part)
    return {
        cell: value * max(wanted[cell[part]], 0.0) / sums[cell[part]]
        if cell[part] in wanted and sums[cell[part]] > 0 and cell[0] != ENGLAND
        else value
        for cell, value in guess.items()
    }


def _sums(cells: Iterable[tuple[Cell, float]], part: int) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for cell, value in cells:
        if cell[0] != ENGLAND:
            sums[cell[part]] += value
    return sums
