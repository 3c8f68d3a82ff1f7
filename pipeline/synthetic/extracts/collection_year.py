"""A collection year, and lives as known at its end: what every return and export of a year asks.

What belongs here: which days and spells lie in a year, what is known by its end, making an extract. What does not:
what one source alone asks, and the columns of any table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pyarrow as pa

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.extracts.definition import Extract
from pipeline.synthetic.life.column import days
from pipeline.synthetic.plan import first_day_of, last_day_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.synthetic.life.definition.rows import Days, Flags
    from pipeline.synthetic.life.definition.world import World


@dataclass(frozen=True)
class CollectionYear:
    """The year that ends on a 31 March.

    Attributes:
        year: The collection year.
    """

    year: int

    @property
    def first_day(self) -> np.datetime64:
        """1 April on which the year begins."""
        return first_day_of(self.year)

    @property
    def last_day(self) -> np.datetime64:
        """31 March on which the year ends."""
        return last_day_of(self.year)

    def overlaps(self, start: Days, end: Days) -> Flags:
        """Tell which spells begin by the end of the year and last until its first day or later."""
        return np.asarray((start <= self.last_day) & (end >= self.first_day))

    def includes(self, day: Days) -> Flags:
        """Tell which days lie in the year."""
        return np.asarray((day >= self.first_day) & (day <= self.last_day))

    def is_known(self, day: Days) -> Flags:
        """Tell which days have come by the end of the year."""
        return np.asarray(day <= self.last_day)

    def by_then(self, day: Days) -> Days:
        """Return the days that have come by the end of the year; OPEN for others."""
        return np.where(self.is_known(day), day, OPEN)

    def so_far(self, day: Days) -> pa.Array:
        """Return days as a column, blank where the year ended before."""
        return days(self.by_then(day))


@dataclass(frozen=True)
class YearOfLives(CollectionYear):
    """A local authority's children in the year, as one source tells of them.

    Attributes:
        world: Their lives.
    """

    source: ClassVar[str]
    world: World

    def extract(self, table: str, columns: Mapping[str, pa.Array]) -> Extract:
        """Return a table of the source."""
        return Extract(self.source, table, self.world.ground.la_code, self.year, columns)


@dataclass(frozen=True)
class ExportedYear(YearOfLives):
    """A year of a source without a statutory form: in some authorities each row names the authority."""

    def extract(self, table: str, columns: Mapping[str, pa.Array]) -> Extract:
        """Return a table with the name of the authority, where its exports say it."""
        ground = self.world.ground
        says = ground.stream(f"extracts/{self.source} name").random() < 0.5
        rows = len(next(iter(columns.values())))
        name = pa.array([ground.authority.la_name if says else None] * rows, pa.string())
        return super().extract(table, {"local_authority": name, **columns})
