"""What the yearly returns can know of the lives: they begin with a year, and tell only of what touches their years.

A return holds the episodes that go on in its year, so a period of care that began before the first year shows only
from the start of its first episode returned: `Known` has the periods, statuses and placements cut to that. The marts
are counted on it, as the warehouse has no more; the facts give both days. What belongs here: that cut. What does not:
anything counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

import numpy as np

from pipeline.synthetic.plan import first_day_of, last_day_of
from pipeline.synthetic.truth.ranking import order_within

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.care import (
        InCare,
        LegalStatuses,
        PeriodsOfCare,
        Placements,
    )
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Days, Flags, Ints


@dataclass(frozen=True)
class Returned:
    """The collection years of which an authority has returns.

    Attributes:
        years: The years in order.
    """

    years: tuple[int, ...]

    @property
    def first_day(self) -> np.datetime64:
        """The 1 April on which the first of them begins."""
        return first_day_of(self.years[0])

    @property
    def last_day(self) -> np.datetime64:
        """The 31 March on which the last of them ends."""
        return last_day_of(self.years[-1])

    def touch(self, start: Days, end: Days) -> Flags:
        """Return which spells are in a return: open at a time in its year, or ended on a day of it.

        A spell open at the end of a 31 March and ended on 1 April is ended in the return of the new year.
        """
        return np.asarray((start <= self.last_day) & (end >= self.first_day))

    def hold(self, days: Days) -> Flags:
        """Return which days lie in the years."""
        return np.asarray((days >= self.first_day) & (days <= self.last_day))


def returned_years(ground: Ground) -> Returned:
    """Return the years of the calendar in which the authority exists in its present form."""
    years = ground.calendar.years
    return Returned(tuple(year for year in years if year >= ground.authority.first_year))


@dataclass(frozen=True)
class Known:
    """Care as the returns can tell it.

    Attributes:
        periods: The periods of care that touch the years, begun on their first day in the returns, numbered within
            the child as the returns know them.
        is_start: Whether that day is the one on which care began.
        world_row: Row of each in the simulated periods.
        row: For each simulated period its row here, -1 when no return has it.
        statuses: Spells of legal status, cut to the periods.
        placements: Placements, cut to the periods.
    """

    periods: PeriodsOfCare
    is_start: Flags
    world_row: Ints
    row: Ints
    statuses: LegalStatuses
    placements: Placements


def known_care(care: InCare, returned: Returned) -> Known:
    """Return periods, statuses and placements as the returns can tell them."""
    periods = care.periods
    world_row = np.flatnonzero(returned.touch(periods.start_date, periods.end_date))
    first_day = first_days_in_returns(care, returned)[world_row]
    row = np.full(len(periods), -1)
    row[world_row] = np.arange(len(world_row))
    known = periods.take(world_row)
    return Known(
        periods=known.replace(
            start_date=first_day, entry_number=order_within(known.child, first_day)
        ),
        is_start=known.start_date == first_day,
        world_row=world_row,
        row=row,
        statuses=_cut(care.legal_statuses, row, first_day),
        placements=_cut(care.placements, row, first_day),
    )


def first_days_in_returns(care: InCare, returned: Returned) -> Days:
    """Return for each period of care the start of its first episode that a return holds.

    An episode begins with the period, a placement or a legal status. The first one returned is the last to begin
    before the first day of the years; a later period begins where it begins.
    """
    first = care.periods.start_date.copy()
    for spells in (care.legal_statuses, care.placements):
        early = spells.start_date < returned.first_day
        np.maximum.at(first, spells.period[early], spells.start_date[early])
    return first


class _Spells(Protocol):
    """Spells of periods: rows that can be taken and changed."""

    @property
    def period(self) -> Ints: ...
    @property
    def start_date(self) -> Days: ...
    @property
    def end_date(self) -> Days: ...
    def take(self, rows: Flags) -> Self: ...
    def replace(self, **columns: object) -> Self: ...


SpellsT = TypeVar("SpellsT", bound=_Spells)


def _cut(spells: SpellsT, row: Ints, first_day: Days) -> SpellsT:
    """Keep the spells of known periods that reach into what is known, and begin them there."""
    ours = spells.take(row[spells.period] >= 0)
    period = row[ours.period]
    reaches = ours.end_date > first_day[period]
    kept, period = ours.take(reaches), period[reaches]
    return kept.replace(period=period, start_date=np.maximum(kept.start_date, first_day[period]))
