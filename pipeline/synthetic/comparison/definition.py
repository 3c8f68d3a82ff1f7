"""A figure that is both published and made, by place and category, and how far apart the two may be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import sqrt

# Two standard errors: what chance alone does to a share of a small number in 19 of 20 cases.
_STANDARD_ERRORS = 2.0


@dataclass(frozen=True)
class Cell:
    """One value, published and made.

    Attributes:
        place: Name of the local authority, or England.
        category: What it is the value of, such as an age group or a collection year; "" for the figure as a whole.
        published: The published value.
        made: The value of the made country.
        cases: On how many children (or plans, ...) the made value rests.
    """

    place: str
    category: str
    published: float
    made: float
    cases: float


@dataclass(frozen=True)
class Tolerance:
    """How far made may lie from published: points of a percentage, or a part of the published value.

    Attributes:
        amount: Percentage points, or the part (0.03 for 3 %).
        is_relative: Whether it is a part of the published value.
        source: Why so much.
    """

    amount: float
    is_relative: bool
    source: str

    def allows(self, cell: Cell) -> bool:
        """Tell whether a value is near enough, chance of small numbers beyond the tolerance allowed for."""
        amount = self.amount * abs(cell.published) if self.is_relative else self.amount
        return abs(cell.made - cell.published) <= amount + self._chance(cell)

    def _chance(self, cell: Cell) -> float:
        if cell.cases <= 0:
            return 0.0
        if self.is_relative:
            return _STANDARD_ERRORS * abs(cell.published) / sqrt(cell.cases)
        share = min(max(cell.published / 100, 0.0), 1.0)
        # One case more or less is no difference.
        return 100 * (_STANDARD_ERRORS * sqrt(share * (1 - share) / cell.cases) + 1 / cell.cases)


@dataclass(frozen=True)
class Figure:
    """One figure with all its values.

    Attributes:
        id: Its name in `seeds/calibration/comparison.csv`.
        title: What it shows, in words.
        unit: Of its values.
        of: "England" when it is compared for the whole, "local authorities" when for each.
        tolerance: How near made must be.
        source: Where the published values are from.
        cells: The values.
    """

    id: str
    title: str
    unit: str
    of: str
    tolerance: Tolerance
    source: str
    cells: tuple[Cell, ...]

    @cached_property
    def outside(self) -> tuple[Cell, ...]:
        """The values that are not within the tolerance."""
        return tuple(cell for cell in self.cells if not self.tolerance.allows(cell))

    @property
    def share_within(self) -> float:
        """Part of the values that are within the tolerance, 1 when there are none."""
        return 1 - len(self.outside) / len(self.cells) if self.cells else 1.0
