"""What all tables of a year's SSDA903 return have in common: the year, its episodes, the children who have one.

What belongs here: what the tables select by. What does not: their columns; what every source asks of a year
(`collection_year`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.extracts.collection_year import YearOfLives
from pipeline.synthetic.extracts.looked_after.episodes import Episodes, cut_episodes
from pipeline.synthetic.life.column import codes, days

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.synthetic.life.definition.rows import Flags, Ints

SHORT_BREAKS = ("V3", "V4")  # legal statuses of respite care, of which a return says less


@dataclass(frozen=True)
class YearInCare(YearOfLives):
    """A local authority's children looked after in the year that ends on a 31 March."""

    source = "ssda903"

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

    def child_columns(self, child: Ints) -> dict[str, pa.Array]:
        """Return the columns with which nearly every table begins: id and date of birth."""
        children = self.world.children
        return {
            "la_child_id": codes(children.la_child_id[child]),
            "birth_date": days(children.birth_date[child]),
        }

    def _of_children(self, child: Ints) -> Flags:
        found = np.zeros(len(self.world.children), dtype=np.bool_)
        found[child] = True
        return found
