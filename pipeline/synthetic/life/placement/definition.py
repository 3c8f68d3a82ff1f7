"""What the steps of placing children hand on to one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.birthday import birthday
from pipeline.synthetic.life.definition.rows import Rows

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.care import LegalStatuses, PeriodsOfCare
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Floats, Ints

_DAY_BITS = 20
_DAY_ZERO = np.datetime64("1900-01-01", "D")


@dataclass(frozen=True)
class Lives:
    """What is known of each period of care before the child is placed: rows are those of the periods.

    Attributes:
        start: First day.
        end: Its end, OPEN while it lasts.
        limit: The first day on which no placement can begin.
        birth: The child's birth.
        sixteen: The child's sixteenth birthday.
        is_uasc: Whether the child came alone.
        reason: Why the period ended.
        home: Home postcode, "" where it is abroad.
        statuses: The legal statuses of all periods, in order.
    """

    start: Days
    end: Days
    limit: Days
    birth: Days
    sixteen: Days
    is_uasc: Flags
    reason: Codes
    home: Codes
    statuses: LegalStatuses

    def __len__(self) -> int:
        return len(self.start)

    def age(self, rows: Ints, day: Days) -> Floats:
        """Return ages in years."""
        return np.asarray((day - self.birth[rows]).astype(np.int64) / 365.25)

    def status_at(self, rows: Ints, day: Days) -> Ints:
        """Return the row of the legal status in force on a day of each period."""
        moments = _moment(self.statuses.period, self.statuses.start_date)
        return np.searchsorted(moments, _moment(rows, day), side="right") - 1

    def code_at(self, rows: Ints, day: Days) -> Codes:
        """Return the legal status in force on a day of each period."""
        return np.asarray(self.statuses.code[self.status_at(rows, day)])


@dataclass(frozen=True)
class Stays(Rows):
    """One row a placement with one carer before its code of the day is known, in order of period and start.

    Attributes:
        period: Row of the periods of care.
        start: First day.
        end: Day on which the next began or the period ended; OPEN while it lasts.
        kind: Position in `kind.KINDS`.
        is_same_carer: Whether the carer of the stay before goes on, now as adopter.
    """

    period: Ints
    start: Days
    end: Days
    kind: Ints
    is_same_carer: Flags

    @property
    def is_followed(self) -> Flags:
        """Whether another stay of the same period follows."""
        return np.append(self.period[1:] == self.period[:-1], False)[: len(self)]

    @property
    def follows(self) -> Flags:
        """Whether another stay of the same period came before."""
        return np.append(False, self.is_followed[:-1])[: len(self)]


def know_lives(
    ground: Ground, children: Children, periods: PeriodsOfCare, statuses: LegalStatuses
) -> Lives:
    """Return what is known of each period before the child is placed."""
    birth = children.birth_date[periods.child]
    order = np.lexsort((statuses.start_date, statuses.period))
    return Lives(
        start=periods.start_date,
        end=periods.end_date,
        limit=np.where(periods.end_date == OPEN, ground.calendar.last_day + 1, periods.end_date),
        birth=birth,
        sixteen=birthday(birth, 16),
        is_uasc=children.is_uasc[periods.child],
        reason=periods.reason_ceased,
        home=children.home_postcode[periods.child],
        statuses=statuses.take(order),
    )


def _moment(period: Ints, day: Days) -> Ints:
    """Return one number that sorts by period of care and then by day."""
    return np.asarray((period << _DAY_BITS) | (day - _DAY_ZERO).astype(np.int64))
