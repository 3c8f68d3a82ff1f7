"""Episodes of care: the spells in one placement under one legal status, cut from placements and legal statuses.

What belongs here: where an episode begins and ends, and the codes that say why. What does not: what a return of a
year shows of it (`episode_rows`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.life.definition.rows import Rows

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.care import InCare, LegalStatuses, Placements
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Ints

_DAY_BITS = 20  # days since the first of January 1900, up to the year 4770
_DAY_ZERO = np.datetime64("1900-01-01", "D")


@dataclass(frozen=True)
class Episodes(Rows):
    """One row an episode, in order of period of care and start.

    Attributes:
        period: Row of `PeriodsOfCare`.
        placement: Row of `Placements`.
        legal_status: Row of `LegalStatuses`.
        start_date: First day.
        end_date: Day on which the next began or the period ended; OPEN while it lasts.
        reason_for_new_episode: S, L, P, T, U or B.
        reason_ceased: X1 when another follows, else why the period ended.
        reason_for_change: Why the placement changed, when it did for another that is not temporary either.
    """

    period: Ints
    placement: Ints
    legal_status: Ints
    start_date: Days
    end_date: Days
    reason_for_new_episode: Codes
    reason_ceased: Codes
    reason_for_change: Codes


def cut_episodes(care: InCare, periods: Flags) -> Episodes:
    """Return the episodes of some periods of care, all of each.

    Args:
        care: What happens in care.
        periods: Which periods of care, a flag each.
    """
    placed = _in_order(care.placements, periods)
    under = _changes_of_status(care.legal_statuses, periods)
    if not len(placed):
        return _no_episodes()
    starts_placed, starts_under = (
        _moment(rows.period[at], rows.start_date[at])
        for rows, at in ((care.placements, placed), (care.legal_statuses, under))
    )
    starts = np.union1d(starts_placed, starts_under)
    placement = placed[np.searchsorted(starts_placed, starts, side="right") - 1]
    status = under[np.searchsorted(starts_under, starts, side="right") - 1]
    return _with_reasons(care, placement, status, starts)


def _with_reasons(care: InCare, placement: Ints, status: Ints, starts: Ints) -> Episodes:
    period = starts >> _DAY_BITS
    day = _DAY_ZERO + (starts & ((1 << _DAY_BITS) - 1))
    is_first = np.append(True, period[1:] != period[:-1])
    is_last = np.append(is_first[1:], True)
    is_moved = np.append(False, placement[1:] != placement[:-1]) & ~is_first
    is_changed = np.append(False, status[1:] != status[:-1]) & ~is_first
    carer = care.placements.carer[placement]
    is_same_carer = np.append(False, carer[1:] == carer[:-1])
    return Episodes(
        period=period,
        placement=placement,
        legal_status=status,
        start_date=day,
        end_date=np.where(is_last, care.periods.end_date[period], np.append(day[1:], day[:1])),
        reason_for_new_episode=np.select(
            [
                is_first,
                is_moved & is_changed & is_same_carer,
                is_moved & is_changed,
                is_moved & is_same_carer,
                is_moved,
            ],
            ["S", "U", "B", "T", "P"],
            "L",
        ),
        reason_ceased=np.where(is_last, care.periods.reason_ceased[period], "X1"),
        reason_for_change=_reason_for_change(care.placements, placement, is_moved),
    )


def _reason_for_change(placements: Placements, placement: Ints, is_moved: Flags) -> Codes:
    """A move into a temporary placement or back from one has no reason (rules 225 and 226)."""
    is_temporary = np.char.startswith(placements.placement_type[placement], "T")
    is_move_next = np.append(is_moved[1:], False)
    is_temporary_next = np.append(is_temporary[1:], False)
    is_told = is_move_next & ~is_temporary & ~is_temporary_next
    return np.where(is_told, placements.reason_for_change[placement], "")


def _changes_of_status(statuses: LegalStatuses, periods: Flags) -> Ints:
    """Return the rows of legal statuses in order, without those that go on with the one before."""
    rows = _in_order(statuses, periods)
    period, code = statuses.period[rows], statuses.code[rows]
    goes_on = np.append(False, (period[1:] == period[:-1]) & (code[1:] == code[:-1]))
    return np.asarray(rows[~goes_on[: len(rows)]])


def _in_order(rows: Placements | LegalStatuses, periods: Flags) -> Ints:
    chosen = np.flatnonzero(periods[rows.period])
    return chosen[np.argsort(_moment(rows.period[chosen], rows.start_date[chosen]), kind="stable")]


def _moment(period: Ints, day: Days) -> Ints:
    """Return one number that sorts by period of care and then by day."""
    return (period << _DAY_BITS) | (day - _DAY_ZERO).astype(np.int64)


def _no_episodes() -> Episodes:
    none, day, code = np.zeros(0, np.int64), np.zeros(0, "datetime64[D]"), np.zeros(0, "U1")
    return Episodes(none, none, none, day, day, code, code, code)
