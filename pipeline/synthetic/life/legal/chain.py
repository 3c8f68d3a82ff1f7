"""The statuses of all periods as they unfold, and what is known of the periods before.

What belongs here: the shapes that the steps hand on, and chance that siblings share. What does not: any step.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.definition.care import LegalStatuses

if TYPE_CHECKING:
    from pipeline.synthetic.calibration.load import Durations
    from pipeline.synthetic.life.definition.care import PeriodsOfCare
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Floats, Ints

ADOPTED = ("E11", "E12")


@dataclass(frozen=True)
class Lives:
    """What is known of each period: rows are those of the periods.

    Attributes:
        start: First day.
        limit: The first day on which no status can begin: the end, or the day after all that is simulated.
        is_open: Whether it goes on.
        age: Age at the start in years.
        is_uasc: Whether the child came alone.
        need: Category of need.
        reason: Why it ended.
        together: Number of those who began together: siblings who began on one day share it.
    """

    start: Days
    limit: Days
    is_open: Flags
    age: Floats
    is_uasc: Flags
    need: Codes
    reason: Codes
    together: Ints


class Chain:
    """The statuses of all periods as they unfold: a change that would come at or after the limit does not come."""

    def __init__(self, lives: Lives, first: Codes) -> None:
        self.lives = lives
        self.code = first.astype("U2")
        self.since = lives.start.copy()
        self._rows = [np.arange(len(first))]
        self._days = [lives.start]
        self._codes = [self.code.copy()]

    def change(self, rows: Ints, days: Ints, code: str | Codes) -> Ints:
        """Change the status of rows so many days after their last change, at least one.

        Returns:
            The rows whose period lasted so long.
        """
        day = self.since[rows] + np.maximum(days, 1)
        lasts = day < self.lives.limit[rows]
        changed, day = rows[lasts], day[lasts]
        codes = np.broadcast_to(np.asarray(code, dtype="U2"), rows.shape)[lasts]
        self.code[changed], self.since[changed] = codes, day
        self._rows.append(changed)
        self._days.append(day)
        self._codes.append(codes)
        return changed

    def under(self, *codes: str) -> Ints:
        """Return the rows under one of the codes now."""
        return np.flatnonzero(np.isin(self.code, codes))

    def room(self, rows: Ints) -> Ints:
        """Return the days between the last change and the limit."""
        return np.asarray((self.lives.limit[rows] - self.since[rows]).astype(np.int64))

    def age(self, rows: Ints, days: Ints) -> Floats:
        """Return ages in years so many days after the last change."""
        gone = (self.since[rows] - self.lives.start[rows]).astype(np.int64) + days
        return np.asarray(self.lives.age[rows] + gone / 365.25)

    def spells(self, end: Days) -> LegalStatuses:
        """Return all statuses in order of period and day."""
        period, start, code = (
            np.concatenate(part) for part in (self._rows, self._days, self._codes)
        )
        order = np.lexsort((start, period))
        period, start = period[order], start[order]
        last = np.append(period[1:] != period[:-1], True)[: len(period)]
        following = np.append(start[1:], OPEN)[: len(period)]
        return LegalStatuses(
            period=period,
            start_date=start,
            end_date=np.where(last, end[period], following),
            code=code[order],
        )


def know_lives(ground: Ground, children: Children, periods: PeriodsOfCare) -> Lives:
    """Return what is known of each period before its statuses are made."""
    is_open = periods.end_date == OPEN
    family = children.family[periods.child]
    family = np.where(family >= 0, family, -2 - periods.child)
    began = np.column_stack((family, periods.start_date.astype(np.int64)))
    return Lives(
        start=periods.start_date,
        limit=np.where(is_open, ground.calendar.last_day + 1, periods.end_date),
        is_open=is_open,
        age=(periods.start_date - children.birth_date[periods.child]).astype(np.int64) / 365.25,
        is_uasc=children.is_uasc[periods.child],
        need=periods.category_of_need,
        reason=periods.reason_ceased,
        together=np.unique(began, axis=0, return_inverse=True)[1].reshape(-1),
    )


def chance_together(rng: np.random.Generator, chain: Chain, rows: Ints) -> Floats:
    """Return a number from 0 to below 1 for each row, the same for those who began together."""
    each, of = np.unique(chain.lives.together[rows], return_inverse=True)
    return rng.random(len(each))[of]


def days_together(
    rng: np.random.Generator, chain: Chain, rows: Ints, *, lasting: Durations
) -> Ints:
    """Return days for each row, the same for those who began together."""
    each, of = np.unique(chain.lives.together[rows], return_inverse=True)
    return lasting.draw(rng, len(each))[of]


def durations(ground: Ground, subject: str) -> Durations:
    """Return an assumed distribution of days."""
    return ground.calibration.durations("placement_assumed", subject, given="all")
