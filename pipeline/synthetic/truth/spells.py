"""Placement episodes, placements and those that are counted, made from the simulated placements and legal statuses.

An episode is one placement under one legal status. A placement is all rows with one carer, whatever changed in its
status. A temporary placement (T0 to T4) is one of its own but is not counted: it belongs to the placement that it
interrupts, which goes on when the child is with the same carer again. What belongs here: spells. What does not: their
labels and counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.life.definition.rows import Rows
from pipeline.synthetic.truth.ranking import changes

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.care import LegalStatuses, Placements
    from pipeline.synthetic.life.definition.rows import Days, Flags, Ints


@dataclass(frozen=True)
class Episodes(Rows):
    """One row a placement episode, in order of period and start.

    Attributes:
        period: Row of the periods.
        start_date: First day.
        end_date: Day on which the next began or the period ended; OPEN while it lasts.
        placement: Row of the placements.
        status: Row of the legal statuses.
    """

    period: Ints
    start_date: Days
    end_date: Days
    placement: Ints
    status: Ints


@dataclass(frozen=True)
class Stays(Rows):
    """One row a placement with one carer, in order of period and start.

    Attributes:
        period: Row of the periods.
        start_date: First day.
        end_date: Day on which the next began or the period ended; OPEN while it lasts.
        first: Row of its first placement row.
        last: Row of its last placement row.
        is_temporary: Whether it is a temporary placement.
        counted: Row of `Stays` in which the counted placement that it belongs to began; -1 when there is none.
    """

    period: Ints
    start_date: Days
    end_date: Days
    first: Ints
    last: Ints
    is_temporary: Flags
    counted: Ints


@dataclass(frozen=True)
class CountedPlacements(Rows):
    """One row a counted placement: from its first day to the day on which another began or the period ended."""

    period: Ints
    start_date: Days
    end_date: Days


def make_episodes(placements: Placements, statuses: LegalStatuses) -> Episodes:
    """Return the placement episodes: a new one begins whenever the placement or the legal status changes."""
    period = np.concatenate((placements.period, statuses.period))
    start = np.concatenate((placements.start_date, statuses.start_date))
    key = np.unique(_key(period, start))
    placement = _going_on(_key(placements.period, placements.start_date), key)
    status = _going_on(_key(statuses.period, statuses.start_date), key)
    end = np.minimum(placements.end_date[placement], statuses.end_date[status])
    started = np.maximum(placements.start_date[placement], statuses.start_date[status])
    return Episodes(placements.period[placement], started, end, placement, status)


def make_stays(placements: Placements, is_temporary: Flags) -> Stays:
    """Return the placements, joined over rows with the same carer.

    Args:
        placements: Placement rows.
        is_temporary: Which of them are temporary.
    """
    order = np.lexsort((placements.start_date, placements.period))
    rows, temporary = placements.take(order), is_temporary[order]
    differs = changes(rows.period) | changes(rows.carer) | changes(temporary)
    # Without a number of a carer only the kind of placement tells one from the next.
    differs |= (rows.carer < 0) & changes(rows.placement_type)
    begins = np.flatnonzero(differs)
    ends = np.r_[begins[1:], len(order)][: len(begins)] - 1
    stays = Stays(
        period=rows.period[begins],
        start_date=rows.start_date[begins],
        end_date=rows.end_date[ends],
        first=order[begins],
        last=order[ends],
        is_temporary=temporary[begins],
        counted=np.full(len(begins), -1),
    )
    return stays.replace(counted=_counted(stays, rows.carer[begins]))


def counted_placements(stays: Stays) -> CountedPlacements:
    """Return the placements that are counted, each with the temporary ones that belong to it."""
    rows = np.flatnonzero(stays.counted == np.arange(len(stays)))
    end = np.full(len(stays), np.datetime64("0001-01-01", "D"))
    ours = stays.counted >= 0
    np.maximum.at(end, stays.counted[ours], stays.end_date[ours])
    return CountedPlacements(stays.period[rows], stays.start_date[rows], end[rows])


def in_force(
    spells: Episodes | Stays | Placements | LegalStatuses, day: np.datetime64, *, periods: int
) -> Ints:
    """Return for each of a number of periods the row in force at the end of a day, -1 for none."""
    rows = np.flatnonzero((spells.start_date <= day) & (spells.end_date > day))
    found = np.full(periods, -1)
    found[spells.period[rows]] = rows
    return found


def _counted(stays: Stays, carer: Ints) -> Ints:
    """Say to which counted placement each stay belongs: its own, the one resumed, or the one interrupted."""
    lasting = np.flatnonzero(~stays.is_temporary)
    period, with_carer = stays.period[lasting], carer[lasting]
    resumed = ~changes(period) & ~changes(with_carer) & (with_carer >= 0)
    own = np.maximum.accumulate(np.where(resumed, 0, np.arange(len(lasting))))
    counted = np.full(len(stays), -1)
    counted[lasting] = lasting[own]
    # A temporary stay takes the latest counted placement of its period.
    latest = np.maximum.accumulate(np.where(stays.is_temporary, -1, np.arange(len(stays))))
    has_one = (latest >= 0) & (stays.period[latest] == stays.period)
    return np.where(has_one, counted[latest], -1)


def _key(period: Ints, day: Days) -> Ints:
    """One number that sorts by period and day."""
    return np.asarray(
        period * 4_000_000 + (day - np.datetime64("0001-01-01", "D")).astype(np.int64)
    )


def _going_on(starts: Ints, keys: Ints) -> Ints:
    """Return for each key the row that began last; every period begins with a row."""
    order = np.argsort(starts, kind="stable")
    return order[np.searchsorted(starts[order], keys, side="right") - 1]
