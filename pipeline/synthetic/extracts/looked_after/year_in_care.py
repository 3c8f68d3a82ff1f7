"""What all tables of a year's SSDA903 return have in common: the year, its episodes, the children who have one.

What belongs here: selecting by year and making an extract. What does not: the columns of any table.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.extracts.definition import Extract
from pipeline.synthetic.extracts.looked_after.episodes import Episodes, cut_episodes
from pipeline.synthetic.life.column import codes, days
from pipeline.synthetic.plan import first_day_of, last_day_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

    from pipeline.synthetic.life.definition.rows import Days, Flags, Ints
    from pipeline.synthetic.life.definition.world import World

SOURCE = "ssda903"
SHORT_BREAKS = ("V3", "V4")  # legal statuses of respite care, of which a return says less


@dataclass(frozen=True)
class YearInCare:
    """A local authority's children looked after in the year that ends on a 31 March.

    Attributes:
        world: Their lives.
        year: The collection year.
    """

    world: World
    year: int

    @property
    def first_day(self) -> np.datetime64:
        """1 April."""
        return first_day_of(self.year)

    @property
    def last_day(self) -> np.datetime64:
        """31 March."""
        return last_day_of(self.year)

    @cached_property
    def episodes(self) -> Episodes:
        """The episodes that a return of the year shows: one that ended on its first day was open in the last return."""
        care = self.world.care
        found = cut_episodes(care, self.overlaps(care.periods.start_date, care.periods.end_date))
        return found.take(self.overlaps(found.start_date, found.end_date))

    @cached_property
    def has_episode(self) -> Flags:
        """A flag a child: whether it has an episode in the year."""
        return self._of_children(self.world.care.periods.child[self.episodes.period])

    @cached_property
    def has_full_episode(self) -> Flags:
        """A flag a child: whether it has an episode that is no short break."""
        statuses = self.world.care.legal_statuses.code[self.episodes.legal_status]
        full = ~np.isin(statuses, SHORT_BREAKS)
        return self._of_children(self.world.care.periods.child[self.episodes.period[full]])

    def overlaps(self, start: Days, end: Days) -> Flags:
        """Tell which spells a return of the year shows: from before its end until its first day or later."""
        return (start <= self.last_day) & (end >= self.first_day)

    def includes(self, day: Days) -> Flags:
        """Tell which days lie in the year."""
        return (day >= self.first_day) & (day <= self.last_day)

    def so_far(self, day: Days) -> pa.Array:
        """Return days as a column, blank where the year ended before."""
        return days(np.where(day <= self.last_day, day, np.datetime64("9999-12-31", "D")))

    def child_columns(self, child: Ints) -> dict[str, pa.Array]:
        """Return the columns with which nearly every table begins: id and date of birth."""
        children = self.world.children
        return {
            "la_child_id": codes(children.la_child_id[child]),
            "birth_date": days(children.birth_date[child]),
        }

    def extract(self, table: str, columns: Mapping[str, pa.Array]) -> Extract:
        """Return a table of the year's return."""
        return Extract(SOURCE, table, self.world.ground.la_code, self.year, columns)

    def _of_children(self, child: Ints) -> Flags:
        found = np.zeros(len(self.world.children), dtype=np.bool_)
        found[child] = True
        return found
