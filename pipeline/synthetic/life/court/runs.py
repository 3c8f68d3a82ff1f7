"""Stretches of care under court orders, as the legal statuses tell them: what the court must have decided, and when.

What belongs here: reading legal statuses. What does not: applications, which are worked back from these.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.court.petition import as_before
from pipeline.synthetic.life.definition.rows import Rows

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.care import InCare, LegalStatuses
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Ints

_INTERIM, _CARE, _PLACEMENT = "C1", "C2", "E1"
_UNDER_ORDER = (_INTERIM, _CARE, _PLACEMENT, "D1")


@dataclass(frozen=True)
class Runs(Rows):
    """One row an unbroken stretch of a period of care under interim care, care or placement orders.

    Attributes:
        child: Row of `Children`.
        period: Row of `PeriodsOfCare`.
        start_date: Its first day.
        end_date: Day on which it ended; OPEN while it lasts.
        interim_end: Day on which the interim care order ended; its first day where there was none.
        care_date: Day of the care order; OPEN for none.
        placement_date: Day of the placement order; OPEN for none.
        placement_end: Day on which the status of a placement order ended; OPEN for never or none.
        last_code: Legal status at its end.
        ended_by: Legal status that followed, or the reason for which care ended; "" while it lasts.
        is_new: Whether it began proceedings; no when an order of before was still in force.
    """

    child: Ints
    period: Ints
    start_date: Days
    end_date: Days
    interim_end: Days
    care_date: Days
    placement_date: Days
    placement_end: Days
    last_code: Codes
    ended_by: Codes
    is_new: Flags


def court_runs(care: InCare) -> Runs:
    """Return the stretches under court orders, in order of child and day."""
    statuses = _in_order(care)
    period, code = statuses.period, statuses.code
    under = np.isin(code, _UNDER_ORDER)
    goes_on = np.concatenate(([False], under[:-1]))[: len(under)] & as_before(period)
    number = np.cumsum(under & ~goes_on) - 1
    rows = np.flatnonzero(under)
    first = np.flatnonzero(under & ~goes_on)
    count = len(first)
    last = np.zeros(count, dtype=np.int64)
    last[number[rows]] = rows
    child = care.periods.child[period[first]]
    runs = Runs(
        child=child,
        period=period[first],
        start_date=statuses.start_date[first],
        end_date=statuses.end_date[last],
        interim_end=_interim_end(statuses, first),
        care_date=_first_day(statuses, rows, number, (_CARE, count)),
        placement_date=_first_day(statuses, rows, number, (_PLACEMENT, count)),
        placement_end=_last_day(statuses, rows, number, (_PLACEMENT, count)),
        last_code=code[last],
        ended_by=_ended_by(care, statuses, last),
        is_new=np.ones(count, dtype=bool),
    )
    return runs.replace(is_new=_is_new(runs))


def _in_order(care: InCare) -> LegalStatuses:
    statuses = care.legal_statuses
    periods = care.periods
    return statuses.take(
        np.lexsort(
            (
                statuses.start_date,
                periods.start_date[statuses.period],
                periods.child[statuses.period],
            )
        )
    )


def _interim_end(statuses: LegalStatuses, first: Ints) -> Days:
    return np.where(
        statuses.code[first] == _INTERIM, statuses.end_date[first], statuses.start_date[first]
    )


def _first_day(statuses: LegalStatuses, rows: Ints, number: Ints, wanted: tuple[str, int]) -> Days:
    code, count = wanted
    days = np.full(count, OPEN)
    chosen = rows[statuses.code[rows] == code]
    np.minimum.at(days, number[chosen], statuses.start_date[chosen])
    return days


def _last_day(statuses: LegalStatuses, rows: Ints, number: Ints, wanted: tuple[str, int]) -> Days:
    code, count = wanted
    days = np.full(count, OPEN)
    chosen = rows[statuses.code[rows] == code]
    days[number[chosen]] = statuses.end_date[chosen]
    return days


def _ended_by(care: InCare, statuses: LegalStatuses, last: Ints) -> Codes:
    after = np.minimum(last + 1, len(statuses) - 1)
    follows = (after > last) & (statuses.period[after] == statuses.period[last])
    reason = care.periods.reason_ceased[statuses.period[last]]
    return np.where(follows, statuses.code[after], reason)


def _is_new(runs: Runs) -> Flags:
    """A stretch that begins with a care order follows proceedings, unless the child was under one when last home."""
    left_under_order = np.isin(runs.last_code, (_CARE, _PLACEMENT))
    was_under_order = np.concatenate(([False], left_under_order[:-1]))[: len(runs)]
    begins_with_order = runs.interim_end == runs.start_date
    return np.asarray(~(begins_with_order & as_before(runs.child) & was_under_order))
