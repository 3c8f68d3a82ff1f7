"""The statutory code of each placement on each day, and its changes while the carer stays the same.

What belongs here: long-term matches, fostering for adoption, codes that came and went, temporary absences. What does
not: moves from one carer to another (`sequence`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.definition.rows import Rows
from pipeline.synthetic.life.placement.kind import ADOPTION, CODES, FOSTER, KIN, KINDS, SUPPORTED
from pipeline.synthetic.life.placement.setting import REGISTERED

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Ints
    from pipeline.synthetic.life.placement.definition import Lives, Stays

# The day from which supported accommodation has a code of its own.
RECODED = np.datetime64("2024-04-01", "D")
_ALONE = KINDS.index("P2")
_YOUNG = 6
_LONG_TERM_AGE = 3
_LEAST_DAYS = 90
_TEMPORARY = ("T0", "T1", "T2", "T3", "T4")


@dataclass(frozen=True)
class Pieces(Rows):
    """One row a part of a stay under one code, in order.

    Attributes:
        stay: Row of the stays.
        start: First day.
        end: Day on which the next began or the stay ended; OPEN while it lasts.
        code: Placement code.
        is_temporary: Whether the child is away from the carer.
    """

    stay: Ints
    start: Days
    end: Days
    code: Codes
    is_temporary: Flags


def make_pieces(ground: Ground, lives: Lives, stays: Stays) -> Pieces:
    """Return the parts of each stay under one code; they fill it."""
    rng = ground.stream("status of placement")
    first = _first_codes(rng, ground, lives, stays)
    long_term = _long_term_days(rng, ground, lives, stays, first)
    matched = np.flatnonzero(long_term < OPEN)
    parts = [
        _part(np.arange(len(stays)), stays.start, first),
        _part(matched, long_term[matched], _long_term_codes(stays)[matched]),
        *_recoded(stays),
        *_temporary(ground, lives, stays, first, long_term),
    ]
    pieces = Pieces.concat(parts)
    pieces = pieces.take(np.lexsort((pieces.start, pieces.stay)))
    is_last = np.append(pieces.stay[1:] != pieces.stay[:-1], True)[: len(pieces)]
    following = np.append(pieces.start[1:], OPEN)[: len(pieces)]
    return pieces.replace(end=np.where(is_last, stays.end[pieces.stay], following))


def _part(stay: Ints, start: Days, code: Codes, *, is_temporary: bool = False) -> Pieces:
    """Return pieces whose end is not known yet."""
    return Pieces(
        stay=stay,
        start=start,
        end=np.full(len(stay), OPEN),
        code=np.broadcast_to(np.asarray(code, dtype="U2"), stay.shape),
        is_temporary=np.full(len(stay), is_temporary),
    )


def _first_codes(rng: np.random.Generator, ground: Ground, lives: Lives, stays: Stays) -> Codes:
    """Return the code of each stay on its first day."""
    number = ground.calibration.number
    code = CODES[stays.kind].astype("U2")
    age = lives.age(stays.period, stays.start)
    chance = rng.random(len(stays))
    is_long = (_days(ground, stays) >= _LEAST_DAYS) & stays.follows & (age >= 5)
    is_long &= chance < number("placement", "long_term_from_start_5_up")
    for kind, long_term, adopter in ((KIN, "U1", "U2"), (FOSTER, "U4", "U5")):
        code[(stays.kind == kind) & is_long] = long_term
        is_both = _adopts_next(stays) & (chance < number("placement", "fostering_for_adoption"))
        code[(stays.kind == kind) & is_both & (age < _YOUNG)] = adopter
    _adoption_codes(rng, ground, lives, stays, code)
    is_supported = np.isin(stays.kind, [SUPPORTED, _ALONE])
    code[is_supported & (stays.start >= REGISTERED)] = "H5"
    code[is_supported & (stays.start >= RECODED)] = "K3"
    return code


def _adoption_codes(
    rng: np.random.Generator, ground: Ground, lives: Lives, stays: Stays, code: Codes
) -> None:
    """Set A3 to A6: by consent or order, with the current carer or another (rules 217 and 408)."""
    rows = np.flatnonzero(stays.kind == ADOPTION)
    is_ordered = lives.code_at(stays.period[rows], stays.start[rows]) == "E1"
    share = ground.calibration.number("placement", "adoption_with_consent")
    by_order = is_ordered & (rng.random(len(rows)) >= share)
    same = stays.is_same_carer[rows]
    code[rows] = np.select([by_order & same, by_order, same], ["A5", "A6", "A3"], "A4")


def _adopts_next(stays: Stays) -> Flags:
    """Say of which stays the carers adopt the child afterwards."""
    return np.append(stays.is_same_carer[1:], False)[: len(stays)]


def _days(ground: Ground, stays: Stays) -> Ints:
    """Return how long each stay lasts or has lasted."""
    end = np.minimum(stays.end, ground.calendar.last_day + 1)
    return np.asarray((end - stays.start).astype(np.int64))


def _long_term_days(
    rng: np.random.Generator, ground: Ground, lives: Lives, stays: Stays, first: Codes
) -> Days:
    """Return the day on which each foster placement became long-term, OPEN for never."""
    figures = ground.calibration
    wait = figures.durations("placement_assumed", "until_long_term", given="all")
    days = 30 + wait.draw(rng, len(stays))
    is_matched = np.isin(first, ["U3", "U6"]) & (days < _days(ground, stays) - 30)
    is_matched &= rng.random(len(stays)) < figures.number("placement", "long_term_later")
    is_matched &= lives.age(stays.period, stays.start + days) >= _LONG_TERM_AGE
    before_adoption = np.append(stays.kind[1:] == ADOPTION, False)[: len(stays)]
    is_matched &= ~(before_adoption & stays.is_followed)
    return np.where(is_matched, stays.start + days, OPEN)


def _recoded(stays: Stays) -> tuple[Pieces, ...]:
    """Return the parts of supported accommodation from the days on which it was registered and recoded."""
    is_supported = np.isin(stays.kind, [SUPPORTED, _ALONE])
    parts = []
    for day, code in ((REGISTERED, "H5"), (RECODED, "K3")):
        rows = np.flatnonzero(is_supported & (stays.start < day) & (stays.end > day))
        parts.append(_part(rows, np.full(len(rows), day), np.array(code)))
    return tuple(parts)


def _long_term_codes(stays: Stays) -> Codes:
    """Return the code of each stay with foster carers from the day on which it is long-term."""
    return np.where(stays.kind == KIN, "U1", "U4")


def _temporary(
    ground: Ground, lives: Lives, stays: Stays, first: Codes, long_term: Days
) -> tuple[Pieces, Pieces]:
    """Return temporary absences from long stays with foster carers, and the returns to them.

    Neither the carers' status (rule 435) nor the legal status (rule 383) changes from the first day to the return.
    """
    rng = ground.stream("temporary placement")
    length = _days(ground, stays)
    fits = np.isin(stays.kind, [KIN, FOSTER]) & (length > _LEAST_DAYS)
    fits &= rng.random(len(stays)) < ground.calibration.number("placement", "temporary_share")
    rows = np.flatnonzero(fits)
    code = np.array(_TEMPORARY)[rng.integers(0, len(_TEMPORARY), len(rows))]
    away = _days_away(rng, ground, code)
    after = 1 + (rng.random(len(rows)) * (length[rows] - away - 2)).astype(np.int64)
    start, back = stays.start[rows] + after, stays.start[rows] + after + away
    period = stays.period[rows]
    quiet = (long_term[rows] < start) | (long_term[rows] > back)
    quiet &= lives.status_at(period, start - 1) == lives.status_at(period, back)
    rows, code, start, back = rows[quiet], code[quiet], start[quiet], back[quiet]
    before = np.where(long_term[rows] < start, _long_term_codes(stays)[rows], first[rows])
    return _part(rows, start, code, is_temporary=True), _part(rows, back, before)


def _days_away(rng: np.random.Generator, ground: Ground, code: Codes) -> Ints:
    """Return how long each absence lasts, by its code."""
    away = np.zeros(len(code), dtype=np.int64)
    for one in _TEMPORARY:
        ours = code == one
        lasting = ground.calibration.durations("placement_assumed", f"temporary_{one}", given="all")
        away[ours] = 1 + lasting.draw(rng, int(ours.sum()))
    return away
