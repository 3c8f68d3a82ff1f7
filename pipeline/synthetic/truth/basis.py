"""What all answers about one authority are worked out from: the lives, the years returned, the lists, the spells.

What belongs here: what several answers share. What does not: an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.truth.definition import pick, same, to_arrow
from pipeline.synthetic.truth.knowledge import (
    Known,
    Returned,
    first_days_in_returns,
    known_care,
    returned_years,
)
from pipeline.synthetic.truth.labels import Labels
from pipeline.synthetic.truth.ranking import after_within

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.care import LegalStatuses, PeriodsOfCare, Placements
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Ints
    from pipeline.synthetic.life.definition.world import World
    from pipeline.synthetic.truth.definition import Values


@dataclass(frozen=True)
class Basis:
    """One authority's lives with what is often asked of them; each is worked out once.

    Attributes:
        world: The simulated lives.
    """

    world: World

    @property
    def la_code(self) -> str:
        """ONS code of the authority."""
        return self.world.ground.la_code

    @cached_property
    def returned(self) -> Returned:
        """The years of which it has returns."""
        return returned_years(self.world.ground)

    @cached_property
    def labels(self) -> Labels:
        """The lists of `seeds/`."""
        return Labels(self.world.ground.calibration.folder.parent)

    @cached_property
    def known(self) -> Known:
        """Care as the returns can tell it."""
        return known_care(self.world.care, self.returned)

    @cached_property
    def first_days(self) -> Days:
        """For each simulated period of care the start of its first episode that a return holds."""
        return first_days_in_returns(self.world.care, self.returned)

    @cached_property
    def child_ids(self) -> pa.Array:
        """Id of each child."""
        return to_arrow(self.world.children.la_child_id)

    def ids(self, child: Ints) -> pa.Array:
        """Return the ids of children."""
        return self.child_ids.take(pa.array(child))

    def born(self, child: Ints) -> Days:
        """Return the days of birth of children."""
        return self.world.children.birth_date[child]

    def sex(self, child: Ints) -> Codes:
        """Return the labels of sex of children."""
        return self.labels.of("sex", "label", self.world.children.sex)[child]

    def is_short_break(self, status: Codes) -> Flags:
        """Return which legal statuses are an agreed series of short breaks."""
        return np.asarray(self.labels.of("legal_status", "is_short_break", status) == "true")

    def is_temporary(self, placement_type: Codes) -> Flags:
        """Return which placement types are temporary."""
        group = self.labels.of("placement_type", "placement_group", placement_type)
        return np.asarray(group == "Temporary")

    def here(self, rows: int) -> dict[str, Values]:
        """Return the columns that name the authority, for a mart."""
        authority = self.world.ground.authority
        return {"la_code": same(authority.la_code, rows), "la_name": same(authority.la_name, rows)}

    def so_far(self, days: Days) -> Days:
        """Return the days that have come by the last day of the years; OPEN for those to come."""
        return np.asarray(np.where(days <= self.returned.last_day, days, OPEN))

    def seen(self, start: Days, end: Days) -> Ints:
        """Return the rows of spells that a return holds."""
        return np.flatnonzero(self.returned.touch(start, end))


def first_code(spells: LegalStatuses | Placements, codes: Codes, periods: PeriodsOfCare) -> Codes:
    """Return the code of each period's first spell."""
    return _code_at(spells, codes, spells.start_date == periods.start_date[spells.period], periods)


def last_code(spells: LegalStatuses | Placements, codes: Codes, periods: PeriodsOfCare) -> Codes:
    """Return the code of each period's last spell."""
    return _code_at(spells, codes, spells.end_date == periods.end_date[spells.period], periods)


def next_starts(periods: PeriodsOfCare) -> Days:
    """Return for each period the day on which the same child's next one began; OPEN for none."""
    return np.asarray(
        pick(periods.start_date, after_within(periods.child, periods.start_date), default=OPEN)
    )


def _code_at(
    spells: LegalStatuses | Placements, codes: Codes, chosen: Flags, periods: PeriodsOfCare
) -> Codes:
    rows = np.flatnonzero(chosen)
    found = np.full(len(periods), -1)
    found[spells.period[rows]] = rows
    return np.asarray(pick(codes, found, default=""))
