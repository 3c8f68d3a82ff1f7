"""Under which legal statuses each period of care is lived, from the first day to the last.

Statuses only go forward: detained or on remand, by agreement, under an interim order, under a final one, under a
placement order (and back when it is revoked). How the period will end is known and decides what its orders were. What
does not belong here: applications and hearings (`court`), where the child lives (`placement`).
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

_DETAINED = ("L1", "L2", "L3", "J2")
_ON_REMAND = ("J1", "J3")
_ADOPTED = ("E11", "E12")
# The period ended with an order that took the place of a care order.
_ENDED_BY_ORDER = ("E45", "E46", "E47", "E48", "E43", "E44", "E41", "E4A", "E4B", "E4", "E13")
_REMAND_ENDED = ("E14", "E9")
_RECENT_DAYS = 1095
_MAX_DAYS = {"L1": 3, "L3": 7, "J2": 2}


@dataclass(frozen=True)
class _Lives:
    """What is known of each period: rows are those of the periods.

    Attributes:
        start: First day.
        limit: The first day on which no status can begin: the end, or the day after all that is simulated.
        is_open: Whether it goes on.
        age: Age at the start in years.
        is_uasc: Whether the child came alone.
        need: Category of need.
        reason: Why it ended.
    """

    start: Days
    limit: Days
    is_open: Flags
    age: Floats
    is_uasc: Flags
    need: Codes
    reason: Codes


class _Chain:
    """The statuses of all periods as they unfold: a change that would come at or after the limit does not come."""

    def __init__(self, lives: _Lives, first: Codes) -> None:
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


def make_legal_statuses(
    ground: Ground, children: Children, periods: PeriodsOfCare
) -> LegalStatuses:
    """Return the legal statuses of each period of care; they fill it without gap or overlap.

    Raises:
        ProjectError: The calibration lacks a figure that is needed.
    """
    lives = _lives(ground, children, periods)
    chain = _Chain(lives, periods.first_legal_status)
    rng = ground.stream("legal status")
    _end_detention(rng, ground, chain)
    _end_remand(rng, ground, chain)
    _begin_proceedings(rng, ground, chain)
    _end_proceedings(rng, ground, chain)
    _order_placement(rng, ground, chain)
    _revoke_placement_order(rng, ground, chain)
    return chain.spells(periods.end_date)


def _lives(ground: Ground, children: Children, periods: PeriodsOfCare) -> _Lives:
    is_open = periods.end_date == OPEN
    return _Lives(
        start=periods.start_date,
        limit=np.where(is_open, ground.calendar.last_day + 1, periods.end_date),
        is_open=is_open,
        age=(periods.start_date - children.birth_date[periods.child]).astype(np.int64) / 365.25,
        is_uasc=children.is_uasc[periods.child],
        need=periods.category_of_need,
        reason=periods.reason_ceased,
    )


def _end_detention(rng: np.random.Generator, ground: Ground, chain: _Chain) -> None:
    """Let police and emergency protection end within their days, with an interim order or by agreement."""
    rows = chain.under(*_DETAINED)
    emergency = _durations(ground, "emergency_protection").draw(rng, len(rows)) + 1
    most = np.select(
        [chain.code[rows] == code for code in _MAX_DAYS], list(_MAX_DAYS.values()), default=15
    )
    days = np.where(most < 15, rng.integers(1, most + 1), np.minimum(emergency, 15))
    number = ground.calibration.number
    share = np.where(
        chain.lives.age[rows] < 16,
        number("placement", "order_after_detention_under_16"),
        number("placement", "order_after_detention_16_17"),
    )
    is_order = (
        (rng.random(len(rows)) < share) & (chain.code[rows] != "J2") & ~chain.lives.is_uasc[rows]
    )
    is_order |= np.isin(chain.lives.reason[rows], _ADOPTED)
    # A child who goes home within the days goes home under protection.
    lasts = _room(chain, rows) > np.where(is_order, 0, most)
    chain.change(rows[lasts], days[lasts], np.where(is_order, "C1", "V2")[lasts])


def _end_remand(rng: np.random.Generator, ground: Ground, chain: _Chain) -> None:
    """Let those on remand whose care goes on be accommodated by agreement when it ends."""
    rows = chain.under(*_ON_REMAND)
    rows = rows[~np.isin(chain.lives.reason[rows], _REMAND_ENDED)]
    rows = rows[
        rng.random(len(rows)) >= ground.calibration.number("placement", "remand_to_the_end")
    ]
    chain.change(rows, _durations(ground, "remand").draw(rng, len(rows)), "V2")


def _begin_proceedings(rng: np.random.Generator, ground: Ground, chain: _Chain) -> None:
    """Let some who are accommodated by agreement come under an interim order."""
    lives, rows = chain.lives, chain.under("V2")
    number = ground.calibration.number
    names = ("under_1", "1_4", "5_9", "10_15", "16_17")
    by_age = np.array([number("placement", f"order_after_voluntary_{name}") for name in names])
    share = by_age[np.searchsorted([1, 5, 10, 16], lives.age[rows], side="right")]
    disabled = number("placement", "order_after_voluntary_disability_factor")
    share = np.where(lives.need[rows] == "N2", share * disabled, share)
    alone = number("placement", "order_after_voluntary_uasc")
    share = np.where(lives.is_uasc[rows], alone, share)
    adopted = np.isin(lives.reason[rows], _ADOPTED)
    share = np.where(adopted, 1 - number("placement", "adopted_without_placement_order"), share)
    is_ordered = rng.random(len(rows)) < share
    rows, adopted = rows[is_ordered], adopted[is_ordered]
    days = _durations(ground, "voluntary_until_order").draw(rng, len(rows))
    days = np.where(adopted, np.minimum(days, _room(chain, rows) // 6), days)
    # An interim order cannot be made for a child of 17 (section 31(3) of the Children Act 1989).
    young = _age(chain, rows, days) < 16.9
    chain.change(rows[young], days[young], "C1")


def _end_proceedings(rng: np.random.Generator, ground: Ground, chain: _Chain) -> None:
    """Let interim orders end with a full care order or a placement order, or last until the period ends."""
    rows = chain.under("C1")
    number = ground.calibration.number
    reason, room = chain.lives.reason[rows], _room(chain, rows)
    to_the_end = (
        np.isin(reason, _ENDED_BY_ORDER)
        & (room <= number("placement", "interim_to_the_end_days"))
        & (rng.random(len(rows)) < number("placement", "interim_to_the_end"))
    )
    days = _durations(ground, "proceedings").draw(rng, len(rows))
    adopted = np.isin(reason, _ADOPTED)
    days = np.where(adopted, np.minimum(days, room // 3), days)
    is_placed = _has_placement_order(rng, ground, chain, rows, days)
    at_once = rng.random(len(rows)) >= number("placement", "full_order_before_placement_order")
    code = np.where(is_placed & at_once, "E1", "C2")
    chain.change(rows[~to_the_end], days[~to_the_end], code[~to_the_end])
    later = rows[is_placed & ~at_once & ~to_the_end]
    later = later[chain.code[later] == "C2"]
    days = _durations(ground, "full_order_until_placement_order").draw(rng, len(later))
    chain.change(later, np.minimum(days, _room(chain, later) // 3), "E1")


def _has_placement_order(
    rng: np.random.Generator, ground: Ground, chain: _Chain, rows: Ints, days: Ints
) -> Flags:
    """Say who gets a placement order in proceedings that end so many days after the interim order."""
    number, lives = ground.calibration.number, chain.lives
    age = _age(chain, rows, days)
    is_recent = (lives.limit[rows] - chain.since[rows]).astype(np.int64) - days < _RECENT_DAYS
    is_open = lives.is_open[rows]
    share = np.select(
        [
            np.isin(lives.reason[rows], _ADOPTED),
            age >= 10,
            ~is_open & (age < 5),
            is_open & is_recent & (age < 5),
            is_open & is_recent,
            is_open & (age < 5),
        ],
        [
            1 - number("placement", "adopted_without_placement_order"),
            0,
            number("placement", "placement_order_under_5_ended"),
            number("placement", "placement_order_under_5_open_recent"),
            number("placement", "placement_order_5_9_open_recent"),
            number("placement", "placement_order_under_5_open_old"),
        ],
        default=0.0,
    )
    return np.asarray(rng.random(len(rows)) < share)


def _order_placement(rng: np.random.Generator, ground: Ground, chain: _Chain) -> None:
    """Let those who came under a full order and were adopted have their placement order in time."""
    rows = chain.under("C2")
    rows = rows[
        np.isin(chain.lives.reason[rows], _ADOPTED) & (chain.since[rows] == chain.lives.start[rows])
    ]
    share = 1 - ground.calibration.number("placement", "adopted_without_placement_order")
    rows = rows[rng.random(len(rows)) < share]
    days = _durations(ground, "full_order_until_placement_order").draw(rng, len(rows))
    chain.change(rows, np.minimum(days, _room(chain, rows) // 3), "E1")


def _revoke_placement_order(rng: np.random.Generator, ground: Ground, chain: _Chain) -> None:
    """Let placement orders of those who are not adopted be revoked: the care order is in force again."""
    rows = chain.under("E1")
    lives, number = chain.lives, ground.calibration.number
    is_old = lives.is_open[rows] & (_room(chain, rows) > _RECENT_DAYS)
    ended = ~lives.is_open[rows] & ~np.isin(lives.reason[rows], _ADOPTED)
    chance = rng.random(len(rows))
    rows = rows[(is_old | ended) & (chance < number("placement", "placement_order_revoked"))]
    chain.change(
        rows, _durations(ground, "placement_order_until_revoked").draw(rng, len(rows)), "C2"
    )


def _durations(ground: Ground, subject: str) -> Durations:
    return ground.calibration.durations("placement_assumed", subject, given="all")


def _room(chain: _Chain, rows: Ints) -> Ints:
    """Return the days between the last change and the limit."""
    return np.asarray((chain.lives.limit[rows] - chain.since[rows]).astype(np.int64))


def _age(chain: _Chain, rows: Ints, days: Ints) -> Floats:
    """Return ages in years so many days after the last change."""
    gone = (chain.since[rows] - chain.lives.start[rows]).astype(np.int64) + days
    return np.asarray(chain.lives.age[rows] + gone / 365.25)
