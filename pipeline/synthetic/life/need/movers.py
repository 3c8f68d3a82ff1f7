"""Children who move from one local authority of the plan to another while they are known: the same in both.

They are drawn from the plan's seed alone, so that each authority, simulated apart, finds the same ones. What belongs
here: who moves, and which cases of an authority are theirs. What does not: other cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.chance.stream import stream
from pipeline.synthetic.life.column import codes
from pipeline.synthetic.life.definition.ground import Ground
from pipeline.synthetic.life.definition.rows import Rows
from pipeline.synthetic.life.identity import upn_days, upns
from pipeline.synthetic.life.need.draft import IN_NEED
from pipeline.synthetic.life.need.figures import Figures
from pipeline.synthetic.plan import first_day_of

if TYPE_CHECKING:
    from pipeline.synthetic.calibration.load import Calibration
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Ints
    from pipeline.synthetic.life.need.draft import Drafts
    from pipeline.synthetic.life.need.people import People
    from pipeline.synthetic.plan import Plan

_LAST_NUMBER = 999_999  # of pupil numbers of an authority: children of its own begin at 0
_NEAR_DAYS = 90
_LONGEST_CASE_DAYS = 1_000
_TAKEN_OVER = "RC5"


@dataclass(frozen=True)
class Movers(Rows):
    """One row a child who moves.

    Attributes:
        from_la_code: The authority that the child leaves.
        to_la_code: The authority that the child comes to.
        day: About when.
        birth_date: Day of birth.
        sex: M or F.
        ethnicity: Code of ethnicity.
        upn: Unique pupil number, known in both.
        upn_from_date: Day from which it is on record.
    """

    from_la_code: Codes
    to_la_code: Codes
    day: Days
    birth_date: Days
    sex: Codes
    ethnicity: Codes
    upn: Codes
    upn_from_date: Days


@dataclass(frozen=True)
class Moved:
    """The cases and children of one authority that movers took.

    Attributes:
        children: The children, movers with what is the same in both authorities.
        arriving: The cases that begin with an arrival.
    """

    children: Children
    arriving: Ints


def movers_of(ground: Ground) -> Movers:
    """Return all who move from or to an authority in the calendar, in order of the day.

    Raises:
        ProjectError: The calibration lacks a figure.
    """
    movers = _all_movers(ground.plan, ground.calibration)
    ours = (movers.from_la_code == ground.la_code) | (movers.to_la_code == ground.la_code)
    return movers.take(ours)


def moved_children(ground: Ground, children: Children) -> tuple[Ints, Movers]:
    """Return the children of an authority who moved from or to it, and the moves, row by row and in their order."""
    movers = movers_of(ground)
    # Each child is looked up among the few movers: to sort 116,000 children took four times as long (November 2026).
    found = pc.index_in(codes(children.upn), value_set=codes(movers.upn))
    move = found.fill_null(-1).to_numpy()
    rows = np.flatnonzero(move >= 0)
    rows = rows[np.argsort(move[rows], kind="stable")]
    return rows, movers.take(move[rows])


def with_movers(ground: Ground, drafts: Drafts, people: People, previous: Ints) -> Moved:
    """Return the children, some of them movers now: cases taken over elsewhere end a move, new ones begin it.

    Args:
        ground: The authority.
        drafts: Its cases, closed.
        people: Whose they are.
        previous: The case before of the same child, -1 for none.
    """
    movers = movers_of(ground)
    single = _single(drafts, previous)
    taken_over = single & (drafts.closure_reason == _TAKEN_OVER)
    leaving = movers.from_la_code == ground.la_code
    out, out_movers = _matched(drafts.closure_date, taken_over, movers.day, leaving, before=True)
    staying = single & (drafts.closure_reason != _TAKEN_OVER) & (drafts.closure_reason != "RC2")
    new, new_movers = _matched(drafts.referral_date, staying, movers.day, ~leaving, before=False)
    rows = people.of_case[np.concatenate([out, new])]
    taken = movers.take(np.concatenate([out_movers, new_movers]))
    return Moved(_replaced(people.children, rows, taken), new)


def _single(drafts: Drafts, previous: Ints) -> Flags:
    """Return the cases in need that are their child's only one and did not last long."""
    single = (drafts.outcome == IN_NEED) & (previous < 0)
    single[previous[previous >= 0]] = False
    lasting = (np.where(drafts.closure_date == OPEN, drafts.referral_date, drafts.closure_date)
               - drafts.referral_date).astype(np.int64)  # fmt: skip
    return np.asarray(single & (lasting < _LONGEST_CASE_DAYS))


def _matched(
    days: Days, able: Flags, moves: Days, wanted: Flags, *, before: bool
) -> tuple[Ints, Ints]:
    """Return pairs of a case and a move: the nearest day, each case once; `before` for cases that end by the move."""
    rows = np.flatnonzero(able)
    rows = rows[np.argsort(days[rows], kind="stable")]
    moved = np.flatnonzero(wanted)
    rank = np.arange(len(moved))
    if before:
        place = np.searchsorted(days[rows], moves[moved], "right") - 1
        place = np.minimum.accumulate((place - rank)[::-1])[::-1] + rank
    else:
        place = np.searchsorted(days[rows], moves[moved])
        place = np.maximum.accumulate(place - rank) + rank
    there = (place >= 0) & (place < len(rows))
    rows, moved = rows[place[there]], moved[there]
    near = np.abs((days[rows] - moves[moved]).astype(np.int64)) <= _NEAR_DAYS
    return rows[near], moved[near]


def _replaced(children: Children, rows: Ints, movers: Movers) -> Children:
    """Return children of whom some are who the movers are."""
    columns = {}
    for name in ("birth_date", "sex", "ethnicity", "upn", "upn_from_date"):
        values = getattr(children, name).copy()
        values[rows] = getattr(movers, name)
        columns[name] = values
    former = children.former_upn.copy()
    former[rows] = ""
    return children.replace(former_upn=former, **columns)


@cache
def _all_movers(plan: Plan, calibration: Calibration) -> Movers:
    if len(plan.authorities) == 1:
        return _none()
    movers = Movers.concat([_leaving(Ground(one, plan, calibration)) for one in plan.authorities])
    return movers.take(np.argsort(movers.day, kind="stable"))


def _leaving(ground: Ground) -> Movers:
    """Return who leaves an authority."""
    figures = Figures(ground)
    rng = stream(ground.plan.seed, "movers", ground.la_code)
    days, numbers = _days(rng, figures)
    others = np.array([one.la_code for one in ground.plan.authorities])
    others = others[others != ground.la_code]
    ages = (figures.number("mover_least_age"), figures.number("mover_most_age"))
    born = days - np.floor(rng.uniform(*ages, len(days)) * 365.25).astype(np.int64)
    return Movers(
        from_la_code=np.full(len(days), ground.la_code),
        to_la_code=others[rng.integers(0, len(others), len(days))],
        day=days,
        birth_date=born,
        sex=figures.shares("sex").draw(rng, len(days)),
        ethnicity=figures.shares("ethnicity").draw(rng, len(days)),
        upn=upns(ground, numbers, born),
        upn_from_date=upn_days(rng, born),
    )


def _days(rng: np.random.Generator, figures: Figures) -> tuple[Days, Ints]:
    """Return the days of the moves from an authority, and numbers of children that it has no others of."""
    calendar = figures.ground.calendar
    referrals, share = figures.counts("referrals"), figures.number("mover_share")
    counts = [round(referrals[year] * share) for year in calendar.years]
    first = np.repeat(np.array([first_day_of(year) for year in calendar.years]), counts)
    days = np.asarray(first + rng.integers(0, 365, len(first)), dtype="datetime64[D]")
    return days, _LAST_NUMBER - np.arange(len(days))


def _none() -> Movers:
    days, codes = np.zeros(0, dtype="datetime64[D]"), np.zeros(0, dtype="U9")
    return Movers(codes, codes, days, days, codes, codes, codes, days)
