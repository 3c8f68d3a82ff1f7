"""Social workers of looked after children, from April 2023 on, when the return began to ask.

What belongs here: who was the child's worker when, and why a worker took over. What does not: workers of children in
need.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.chance.draw import choose
from pipeline.synthetic.life.care_events.collection_years import collection_year
from pipeline.synthetic.life.care_events.draws import ASSUMED, TOPIC, count_of
from pipeline.synthetic.life.definition.care import SocialWorkerSpells
from pipeline.synthetic.plan import first_day_of, last_day_of

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.care import PeriodsOfCare
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Floats, Ints

_FIRST_YEAR = 2024
_FIRST_CONTACT = "FCONTA"
_LEAST_DAYS_A_WORKER = 20
_LOWEST_NUMBER, _NUMBERS = 100_000, 800_000


def make_social_workers(ground: Ground, periods: PeriodsOfCare) -> SocialWorkerSpells:
    """Return spells that fill each period of care from 1 April 2023 on; the one open on that day began earlier.

    The reason is why that worker took over: FCONTA at first contact. A worker closes the case with the month in which
    care ended, so that no last spell ends in the days before a 31 March (rule SW11b). Where a child comes back by the
    end of that collection year there is a worker in between (rules SW10 and SW12): the last spell ends with the next
    start, which is then no first contact.
    """
    rng = ground.stream("social_workers")
    begin = first_day_of(_FIRST_YEAR)
    asked = (periods.end_date >= begin) & (periods.start_date <= ground.calendar.last_day)
    rows = np.flatnonzero(asked & (ground.calendar.last_year >= _FIRST_YEAR))
    cared = _Cared(rows, periods.child[rows], periods.start_date[rows], periods.end_date[rows])
    entered = _entered(ground, rng, cared)
    changed = [
        _changes(ground, rng, cared, year) for year in ground.calendar.years if year >= _FIRST_YEAR
    ]
    row = np.concatenate([np.arange(len(rows)), *(one for one, _ in changed)])
    start = np.concatenate([entered, *(day for _, day in changed)])
    order = np.lexsort((start, row))
    row, start = row[order], start[order]
    last = np.append(row[1:] != row[:-1], [True])[: len(row)]
    until = _until(periods, cared)
    end = np.where(last, until[row], np.roll(start, -1))
    return SocialWorkerSpells(
        rows[row],
        _workers(ground, rng, cared, row),
        start,
        end,
        _reasons(ground, rng, (start == cared.start[row]) & ~_is_known(cared, until)[row]),
    )


@dataclass(frozen=True)
class _Cared:
    """The periods that are asked about: their rows, first and last days."""

    period: Ints
    child: Ints
    start: Days
    end: Days


def _entered(ground: Ground, rng: np.random.Generator, cared: _Cared) -> Days:
    """Return the first day of the first spell: the start, or before April 2023 the time the worker was there."""
    mean = ground.calibration.number(TOPIC, "worker_spell_days")
    before = first_day_of(_FIRST_YEAR) - rng.exponential(mean, len(cared.start)).astype(np.int64)
    return np.maximum(cared.start, before)


def _changes(
    ground: Ground, rng: np.random.Generator, cared: _Cared, year: int
) -> tuple[Ints, Days]:
    """Return rows and days on which the worker changed in a year.

    Of the children looked after at its end, the published share has had three or more workers in the year.
    """
    first = np.maximum(cared.start, first_day_of(year))
    room = (np.minimum(cared.end, last_day_of(year) + 1) - first).astype(np.int64) - 1
    workers = _worker_counts(ground, rng, room, cared.end > last_day_of(year))
    counts = np.where(cared.start > last_day_of(year), 1, workers) - 1
    row = np.repeat(np.arange(len(counts)), np.maximum(counts, 0))
    # One change in each of as many equal parts of the time, so that no two fall on a day.
    number = np.arange(len(row)) - np.repeat(np.cumsum(counts) - counts, counts)
    width = room[row] / np.maximum(counts[row], 1)
    day = 1 + np.floor((number + 0.05 + 0.9 * rng.random(len(row))) * width).astype(np.int64)
    return row, first[row] + day


def _worker_counts(ground: Ground, rng: np.random.Generator, room: Ints, at_end: Flags) -> Ints:
    """Return how many workers each had in the year; those with little time have no more than fit in it."""
    most = np.maximum(room // _LEAST_DAYS_A_WORKER, 1)
    shares = ground.calibration.shares(TOPIC, "social_workers", given="all", la_code=ground.la_code)
    counts = np.minimum(_draw(ground, rng, "fewer", len(room)), most)
    many = _draw(ground, rng, "3_or_more", len(room))
    chance: Floats = np.where(most >= 3, np.minimum(room, 365.0), 0.0)
    wanted = shares.of("3_or_more")
    for group in (at_end, ~at_end):
        among = group & (room > 0)
        some = choose(rng, chance * among, count_of(rng, wanted * among.sum()))
        counts[some] = np.minimum(many[some], most[some])
    return counts


def _draw(ground: Ground, rng: np.random.Generator, given: str, count: int) -> Ints:
    shares = ground.calibration.shares(ASSUMED, "social_workers", given=given)
    return shares.draw(rng, count).astype(np.int64)


def _until(periods: PeriodsOfCare, cared: _Cared) -> Days:
    """Return the end of the last spell: that of the month, or the next start by the end of its collection year."""
    following = np.minimum(cared.period + 1, len(periods) - 1)
    again = periods.start_date[following]
    returns = (following > cared.period) & (periods.child[following] == periods.child[cared.period])
    has_left = cared.end < OPEN
    closed = cared.end.copy()
    closed[has_left] = cared.end[has_left].astype("datetime64[M]") + 1
    soon = collection_year(again) <= collection_year(closed)
    return np.where(returns & soon & has_left, again, closed)


def _is_known(cared: _Cared, until: Days) -> Flags:
    """Return who had a worker until the start, since the child's period before."""
    same_child = np.append([False], cared.child[1:] == cared.child[:-1])[: len(cared.child)]
    known: Flags = same_child & (np.roll(until, 1) == cared.start)
    return known


def _workers(ground: Ground, rng: np.random.Generator, cared: _Cared, row: Ints) -> Codes:
    """Return ids of workers of the LA: never the same one twice running."""
    caseload = ground.calibration.number(TOPIC, "caseload")
    size = max(int(len(cared.period) / 2 / caseload), 5)
    numbers = np.sort(rng.choice(_NUMBERS, size, replace=False)) + _LOWEST_NUMBER
    # Steps of less than a round: sums of them never come back to the same place at once.
    steps = np.cumsum(rng.integers(1, size, len(row)))
    return np.char.add("SW", numbers[steps % size].astype("U6"))


def _reasons(ground: Ground, rng: np.random.Generator, is_first: Flags) -> Codes:
    shares = ground.calibration.shares(ASSUMED, "social_worker_change", given="all")
    return np.where(is_first, _FIRST_CONTACT, shares.draw(rng, len(is_first)))
