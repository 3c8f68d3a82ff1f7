"""Which placement follows which, and how long each lasts: the k-th placement of all periods at a time.

A placement lasts until chance ends it, the appointed one comes, the law ends it or the period ends. What does not
belong here: which statutory code it has, and where it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.placement.definition import Stays
from pipeline.synthetic.life.placement.kind import (
    ADOPTION,
    BANDS,
    CUSTODY,
    FIRST_FOSTER,
    FOSTER,
    FROM,
    FROM_OF,
    HOME,
    KIN,
    KINDS,
    LASTING,
    LASTING_OF,
    LEAST_AGE,
    PARENTS,
    band_of,
    first_weights,
    next_weights,
    yearly_factors,
)

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Days, Floats, Ints
    from pipeline.synthetic.life.placement.definition import Lives
    from pipeline.synthetic.life.placement.last import Appointments

_ON_REMAND = ("J1", "J2", "J3")
_CARE_ORDERS = ("C1", "C2")
_SHORT_BREAKS = ("V3", "V4")
_SIXTEEN_UP = np.flatnonzero(LEAST_AGE == 16)
_NOT_FOSTERED = np.setdiff1d(np.arange(len(KINDS)), [KIN, FOSTER])
_FIRST_GIVEN = (*BANDS, "uasc_under_16", "uasc_16_17", "remand")


@dataclass(frozen=True)
class _Moving:
    """The periods in which another placement begins.

    Attributes:
        row: Row of the lives.
        day: The day on which it begins.
        kind: The kind before, -1 for the first.
    """

    row: Ints
    day: Days
    kind: Ints


@dataclass(frozen=True)
class _Figures:
    first: Floats
    by_year: Floats
    following: Floats
    lasting: tuple[tuple[Floats, Floats], ...]
    by_age: Floats
    unrest_power: Floats
    later: Floats
    uasc: float
    la: float
    after_sixteen: Floats


@dataclass(frozen=True)
class _Course:
    """All that decides what comes next.

    Attributes:
        rng: Chance.
        figures: The figures by which it goes.
        lives: What is known of the periods.
        appointed: What is appointed.
        unrest: How much oftener placements of each period break down than others.
    """

    rng: np.random.Generator
    figures: _Figures
    lives: Lives
    appointed: Appointments
    unrest: Floats


def make_stays(ground: Ground, lives: Lives, appointed: Appointments) -> Stays:
    """Return the placements of each period one after another; they fill it."""
    rng = ground.stream("placement sequence")
    shape = ground.calibration.number("placement", "move_unrest_shape")
    unrest = rng.gamma(shape, 1 / shape, len(lives))
    course = _Course(rng, _figures(ground, lives), lives, appointed, unrest)
    moving = _Moving(np.arange(len(lives)), lives.start, np.full(len(lives), -1, dtype=np.int64))
    parts = [_none_yet()]
    while len(moving.row):
        kind = _kinds(course, moving)
        end = _ends(course, moving, kind)
        is_last = end >= lives.limit[moving.row]
        comes = appointed.day[moving.row] == moving.day
        parts.append(
            Stays(
                period=moving.row,
                start=moving.day,
                end=np.where(is_last, lives.end[moving.row], end),
                kind=kind,
                is_same_carer=comes & appointed.is_same_carer[moving.row] & (moving.kind >= 0),
            )
        )
        goes_on = ~is_last
        moving = _Moving(moving.row[goes_on], end[goes_on], kind[goes_on])
    stays = Stays.concat(parts)
    return stays.take(np.lexsort((stays.start, stays.period)))


def _none_yet() -> Stays:
    none, days = np.zeros(0, dtype=np.int64), np.zeros(0, dtype="datetime64[D]")
    return Stays(none, days, days, none, np.zeros(0, dtype=np.bool_))


def _figures(ground: Ground, lives: Lives) -> _Figures:
    number = ground.calibration.number
    # Nine months after the start lies in the calendar year of the collection.
    later = lives.start.astype("datetime64[M]") + 9
    years = later.astype("datetime64[Y]").astype(np.int64) + 1970
    first_year = int(years.min(initial=ground.calendar.first_year))
    by_year = yearly_factors(ground, range(first_year, ground.calendar.last_year + 1))
    after = np.full(len(KINDS), np.inf)
    for kind in (KIN, FOSTER, HOME, PARENTS):
        after[kind] = number("placement", f"days_after_16_{KINDS[kind]}")
    return _Figures(
        first=np.array([first_weights(ground, given) for given in _FIRST_GIVEN]),
        by_year=by_year[years - first_year],
        following=next_weights(ground),
        lasting=tuple(_lasting(ground, name) for name in LASTING),
        by_age=np.array([number("placement", f"move_factor_{band}") for band in BANDS]),
        unrest_power=np.array([number("placement", f"move_unrest_power_{band}") for band in BANDS]),
        later=np.array([number("placement", f"move_later_factor_{band}") for band in BANDS]),
        uasc=number("placement", "move_factor_uasc"),
        la=_move_factor(ground),
        after_sixteen=after,
    )


def _lasting(ground: Ground, name: str) -> tuple[Floats, Floats]:
    """Return the distribution of days until a move: cumulated shares and days."""
    durations = ground.calibration.durations("placement_assumed", "until_move", given=name)
    return (
        np.concatenate(([0.0], np.cumsum(durations.values))),
        np.concatenate(([durations.least], durations.bounds)),
    )


def _move_factor(ground: Ground) -> float:
    """Return how much oftener placements change in the authority than in England, by its published changes."""
    ours, england = (_changes_a_child(ground, la_code) for la_code in (ground.la_code, "E92000001"))
    if not ours or not england:
        return 1.0
    power = ground.calibration.number("placement", "la_move_exponent")
    return float(np.clip(ours / england, 0.5, 2.0) ** power)


def _changes_a_child(ground: Ground, la_code: str) -> float:
    """Return moves in a year to each child on 31 March, 0 where it is not published."""
    changes, status, children = (
        ground.calibration.flow("placement", la_code, name)
        for name in ("placement_changes", "status_changes", "children")
    )
    years = [year for year in changes if year in status and year in children]
    moves = sum(changes[year] - status[year] for year in years)
    return moves / max(sum(children[year] for year in years), 1.0)


def _kinds(course: _Course, moving: _Moving) -> Ints:
    """Return the kind of each placement that begins."""
    lives, appointed = course.lives, course.appointed
    row, day = moving.row, moving.day
    age = lives.age(row, day)
    code = lives.code_at(row, day)
    is_first = moving.kind < 0
    weights = np.where(
        is_first[:, None],
        _first_weights(course.figures, lives, row, age, code),
        _next_weights(course.figures, lives, moving, age),
    )
    weights = weights * (age[:, None] >= LEAST_AGE)
    weights[:, _SIXTEEN_UP] *= (day >= lives.sixteen[row])[:, None]
    weights[:, PARENTS] *= np.isin(code, _CARE_ORDERS)
    # A child who is to be adopted lives with foster carers before (rule 336).
    for_adoption = (appointed.kind[row] == ADOPTION) & (day < appointed.day[row])
    is_near = for_adoption & (~is_first | ((appointed.day[row] - day).astype(np.int64) < 3))
    weights[:, _NOT_FOSTERED] *= ~is_near[:, None]
    weights[weights.sum(axis=1) <= 0, FOSTER] = 1.0
    cumulated = np.cumsum(weights, axis=1)
    drawn = (cumulated <= (course.rng.random(len(row)) * cumulated[:, -1])[:, None]).sum(axis=1)
    return np.where(day == appointed.day[row], appointed.kind[row], drawn)


def _first_weights(figures: _Figures, lives: Lives, row: Ints, age: Floats, code: Codes) -> Floats:
    given = np.select(
        [np.isin(code, _ON_REMAND), lives.is_uasc[row] & (age < 16), lives.is_uasc[row]],
        [_FIRST_GIVEN.index(name) for name in ("remand", "uasc_under_16", "uasc_16_17")],
        band_of(age),
    )
    return np.asarray(figures.first[given] * figures.by_year[row])


def _next_weights(figures: _Figures, lives: Lives, moving: _Moving, age: Floats) -> Floats:
    origin = np.where(lives.is_uasc[moving.row], len(FROM), FROM_OF[moving.kind])
    return np.asarray(figures.following[origin, band_of(age)])


def _ends(course: _Course, moving: _Moving, kind: Ints) -> Days:
    """Return the day on which each placement ends, at or after the limit for one that lasts as long as the period."""
    row, day = moving.row, moving.day
    end = _by_chance(course, moving, kind)
    end = _before_appointment(course, moving, kind, end)
    end = _under_the_law(course.lives, moving, kind, end)
    return np.minimum(np.maximum(end, day + 1), course.lives.limit[row])


def _by_chance(course: _Course, moving: _Moving, kind: Ints) -> Days:
    """Return ends by the duration seed; the odds of moving on any day go by age and authority."""
    rng, figures, lives = course.rng, course.figures, course.lives
    row, day = moving.row, moving.day
    band = band_of(lives.age(row, day))
    factor = figures.by_age[band] * figures.la
    factor = factor * course.unrest[row] ** figures.unrest_power[band]
    factor = np.where(moving.kind >= 0, factor * figures.later[band], factor)
    factor = np.maximum(factor, 0.01)
    factor = np.where(lives.is_uasc[row], factor * figures.uasc, factor)
    ended = 1 - rng.random(len(row)) ** (1 / factor)
    days = np.zeros(len(row))
    lasting = np.where((kind == FOSTER) & (moving.kind < 0), FIRST_FOSTER, LASTING_OF[kind])
    for number, (share, bound) in enumerate(figures.lasting):
        ours = lasting == number
        days[ours] = np.interp(ended[ours], share, bound)
    end = day + 1 + days.astype(np.int64)
    mean = figures.after_sixteen[kind]
    later = rng.exponential(size=len(row)) * np.where(np.isfinite(mean), mean, 20_000) / factor
    is_before = day < lives.sixteen[row]
    return np.where(is_before, np.minimum(end, lives.sixteen[row] + later.astype(np.int64)), end)


def _before_appointment(course: _Course, moving: _Moving, kind: Ints, end: Days) -> Days:
    """Let a placement end when the appointed one comes; the appointed one lasts as long as it may."""
    lives, appointed = course.lives, course.appointed
    row, day = moving.row, moving.day
    to_come = appointed.day[row]
    is_it = kind == appointed.kind[row]
    lasts = is_it & (end >= to_come) & (day <= appointed.until[row]) & (to_come < OPEN)
    waits = (day < to_come) & (~is_it | (kind == ADOPTION))
    end = np.where(waits, np.minimum(end, to_come), end)
    # Time for foster carers between the first placement and the adopters.
    elsewhere = waits & (appointed.kind[row] == ADOPTION) & (kind != KIN) & (kind != FOSTER)
    half = day + np.maximum((to_come - day).astype(np.int64) // 2, 1)
    end = np.where(elsewhere & (to_come < OPEN), np.minimum(end, half), end)
    lasts &= (day == to_come) | (kind != ADOPTION)
    return np.where(lasts, np.minimum(appointed.until[row], lives.limit[row]), end)


def _under_the_law(lives: Lives, moving: _Moving, kind: Ints, end: Days) -> Days:
    """Let custody end with the remand, placement with parents with the care order; a short break is one placement."""
    row = moving.row
    now = lives.status_at(row, moving.day)
    code, until = lives.statuses.code[now], lives.statuses.end_date[now]
    ends_with_status = (kind == CUSTODY) & np.isin(code, _ON_REMAND)
    end = np.where(ends_with_status, np.minimum(end, until), end)
    with_parents = kind == PARENTS
    # A full order after an interim one changes nothing for parents.
    full_next = with_parents & (code == "C1") & (until < lives.limit[row])
    following = np.where(full_next, now + 1, now)
    full_next &= lives.statuses.code[following] == "C2"
    until = np.where(full_next, lives.statuses.end_date[following], until)
    end = np.where(with_parents, np.minimum(end, until), end)
    return np.where(np.isin(code, _SHORT_BREAKS), lives.limit[row], end)
