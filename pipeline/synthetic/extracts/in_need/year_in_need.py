"""What all tables of a year's CIN census have in common: the year, its cases and children, numbers within them.

A census holds every case open at any time in its year. What belongs here: selecting, order, numbers. What does not:
columns of any table; what every source asks of a year (`collection_year`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.extracts.collection_year import YearOfLives
from pipeline.synthetic.life.column import codes, numbers

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.synthetic.life.definition.rows import Flags, Ints


@dataclass(frozen=True)
class YearInNeed(YearOfLives):
    """A local authority's children in need in the year that ends on a 31 March."""

    source = "cin_census"

    @cached_property
    def cases(self) -> Ints:
        """The cases open at any time in the year, by child and referral."""
        every = self.world.need.cases
        rows = np.flatnonzero(self.overlaps(every.referral_date, every.closure_date))
        # Cases come in order of referral, which a stable sort keeps.
        return np.asarray(rows[np.argsort(every.child[rows], kind="stable")])

    @cached_property
    def place(self) -> Ints:
        """Where in the order above each case of the world is; -1 for those not in the census."""
        place = np.full(len(self.world.need.cases), -1)
        place[self.cases] = np.arange(len(self.cases))
        return place

    @cached_property
    def children(self) -> Ints:
        """The children with such a case."""
        return np.unique(self.world.need.cases.child[self.cases])

    @cached_property
    def is_in_need(self) -> Flags:
        """A flag a child of the world: whether it has a case in the census that something followed."""
        cases = self.world.need.cases.take(self.cases)
        found = np.zeros(len(self.world.children), dtype=bool)
        found[cases.child[~cases.is_no_further_action]] = True
        return found

    def in_order(self, case: Ints, wanted: Flags) -> Ints:
        """Return the wanted rows of a table of cases in the order of the census, those of one case as they come."""
        rows = np.flatnonzero(wanted & (self.place[case] >= 0))
        return np.asarray(rows[np.argsort(self.place[case[rows]], kind="stable")])

    def case_columns(self, case: Ints) -> dict[str, pa.Array]:
        """Return the columns that name the case of each row."""
        child = self.world.need.cases.child
        return {
            "la_child_id": codes(self.world.children.la_child_id[child[case]]),
            "cin_details_id": numbers(self._case_number[self.place[case]]),
        }

    @cached_property
    def _case_number(self) -> Ints:
        return running_number(self.world.need.cases.child[self.cases])


def running_number(of: Ints) -> Ints:
    """Return the number of each row among those of the same owner, from 1; an owner's rows stand together."""
    new = np.diff(of, prepend=-1) != 0
    begins = np.maximum.accumulate(np.where(new, np.arange(len(of)), 0))
    return np.asarray(np.arange(len(of)) - begins + 1)
