"""Times that looked after children were missing, or away from placement without authorisation.

What belongs here: how many children and incidents a year has, from where, for how long. What does not: where children
are placed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.chance.draw import choose, whole_counts
from pipeline.synthetic.life.birthday import age_on
from pipeline.synthetic.life.care_events.collection_years import collection_year, last_days
from pipeline.synthetic.life.care_events.draws import TOPIC, band_of, count_of, published_rate
from pipeline.synthetic.life.definition.care import MissingIncidents
from pipeline.synthetic.plan import first_day_of, last_day_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.synthetic.life.definition.care import LegalStatuses, PeriodsOfCare, Placements
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Days, Floats, Ints

_AGE_FROM = np.array([0, 1, 5, 10, 16])
_AGE_NAMES = np.array(["under_1", "1_to_4", "5_to_9", "10_to_15", "16_and_over"])
_PLACE_OF_LETTER = {"U": "foster", "A": "adoption", "K": "residential", "H": "residential"}
_PLACE_OF_CODE = {"P1": "parents", "P2": "independent", "P3": "independent"}
_ROUNDS = 6
_ROOM_ENOUGH = 90.0
# Days are below a million for three thousand years: room for a period's number above them.
_BEYOND_ALL_DAYS = 10_000_000


@dataclass(frozen=True)
class _Kind:
    """Code of the return, and how the columns and subjects of the seeds call it."""

    code: str
    column: str
    subject: str


_KINDS = (_Kind("M", "missing", "missing"), _Kind("A", "away", "away_without_authorisation"))


@dataclass(frozen=True)
class _Stays:
    """The time of each placement, and whose it is."""

    period: Ints
    start: Days
    end: Days
    birth: Days
    sex: Codes
    place: Codes


def make_missing_incidents(
    ground: Ground,
    children: Children,
    periods: PeriodsOfCare,
    placements: Placements,
    statuses: LegalStatuses | None = None,
) -> MissingIncidents:
    """Return the incidents of the years of the calendar, in order of period and start; none overlap.

    An incident ends before its period does. One that goes on over a 31 March is of the episode that is open then
    (rule 575): where the placement changed since its start, or the legal status if statuses are given, it ended with
    the change.
    """
    rng = ground.stream("missing_incidents")
    stays = _stays(children, periods, placements)
    found = [
        _of_year(ground, rng, stays, kind, year)
        for year in ground.calendar.years
        for kind in _KINDS
    ]
    period, start, code, days = (np.concatenate(part) for part in zip(*found, strict=True))
    order = np.lexsort((start, period))
    period, code = period[order], code[order]
    start = _apart(period, start[order])
    until = np.minimum(_next_start(period, start), periods.end_date[period])
    end = np.minimum(start + _fitted(rng, days, until - start), until)
    changes = [_keys(placements.period, placements.start_date)]
    if statuses is not None:
        changes.append(_keys(statuses.period, statuses.start_date))
    end = _not_past_change(np.sort(np.concatenate(changes)), period, start, end)
    before_end = periods.end_date[period] - 1
    end = np.minimum(end, before_end)
    end = np.where(end > ground.calendar.last_day, OPEN, end)
    kept = (start < before_end) & (start <= ground.calendar.last_day)
    return MissingIncidents(period[kept], start[kept], end[kept], code[kept])


def _stays(children: Children, periods: PeriodsOfCare, placements: Placements) -> _Stays:
    """Return the stays of children who are not on short breaks."""
    short = np.isin(periods.first_legal_status, ("V3", "V4"))
    rows = placements.take(~short[placements.period])
    child = periods.child[rows.period]
    names, which = np.unique(rows.placement_type, return_inverse=True)
    places = np.array([_place(str(one)) for one in names] or [""])
    birth, sex = children.birth_date[child], children.sex[child]
    return _Stays(rows.period, rows.start_date, rows.end_date, birth, sex, places[which])


def _place(code: str) -> str:
    return _PLACE_OF_CODE.get(code) or _PLACE_OF_LETTER.get(code[:1], "other")


def _of_year(
    ground: Ground, rng: np.random.Generator, stays: _Stays, kind: _Kind, year: int
) -> tuple[Ints, Days, Codes, Ints]:
    """Return period, start, code and days of the incidents of one kind that begin in a year."""
    # Not on the first day of a placement: the episode before it ended on that day (rule 575).
    first = np.maximum(stays.start, first_day_of(year)) + 1
    room = (np.minimum(stays.end, last_day_of(year) + 1) - first).astype(np.int64)
    rows = np.flatnonzero(room > 1)
    first, room, period = first[rows], room[rows], stays.period[rows]
    weights = _weights(ground, kind, (stays, rows), first, room)
    # A trace of chance for each that is there at all: of all looked after children a share was missing.
    of_period: Floats = np.bincount(period, weights + 1e-12).astype(np.float64)
    counts = _counts(ground, rng, of_period, kind=kind, year=year)
    stay = _chosen_stays(rng, period, weights, counts)
    start = first[stay] + (rng.random(len(stay)) * room[stay]).astype(np.int64)
    lasting = ground.calibration.durations(TOPIC, kind.subject, given="all")
    return (
        period[stay],
        start,
        np.full(len(stay), kind.code),
        lasting.draw(rng, len(stay)),
    )


def _weights(
    ground: Ground, kind: _Kind, which: tuple[_Stays, Ints], first: Days, room: Ints
) -> Floats:
    """Return the share of the year's incidents that each stay may expect: its days, brought to the published shares."""
    stays, rows = which
    age = age_on(stays.birth[rows], first + room // 2)
    groups = {
        "age": band_of(age, _AGE_FROM, _AGE_NAMES),
        "place": stays.place[rows],
        "sex": stays.sex[rows],
    }
    margins = [_margin(ground, kind, given, group) for given, group in groups.items()]
    weights: Floats = room.astype(np.float64)
    for _ in range(_ROUNDS):
        for of_row, wanted in margins:
            sums = np.bincount(of_row, weights, minlength=len(wanted))
            factor = np.divide(wanted, sums, out=np.zeros(len(wanted)), where=sums > 0)
            weights = weights * factor[of_row]
    return weights


def _margin(ground: Ground, kind: _Kind, given: str, group: Codes) -> tuple[Ints, Floats]:
    """Return the group of each row as a number, and the published share of incidents of each group."""
    shares = ground.calibration.shares(TOPIC, kind.subject, given=given)
    of_row = np.zeros(len(group), dtype=np.int64)
    for number, code in enumerate(shares.codes):
        of_row[group == code] = number
    return of_row, shares.values


def _counts(
    ground: Ground, rng: np.random.Generator, weights: Floats, *, kind: _Kind, year: int
) -> Ints:
    """Return how many incidents each period has: the published number of children, some once, others very often."""
    name = kind.column
    share = published_rate(ground, f"{name}_child", "looked_after_in_year", year)
    repeated = published_rate(ground, f"{name}_repeat_child", f"{name}_child", year)
    mean = published_rate(ground, f"{name}_incident", f"{name}_child", year)
    chosen = choose(rng, weights, count_of(rng, share * np.count_nonzero(weights)))
    counts = np.zeros(len(weights), dtype=np.int64)
    counts[chosen] = 1
    often = rng.permutation(chosen)[: count_of(rng, min(repeated, 1.0) * len(chosen))]
    counts[often] = 2
    more = round(mean * len(chosen)) - int(counts.sum())
    tail = ground.calibration.number(TOPIC, "incident_tail")
    counts[often] += whole_counts(rng, rng.lognormal(0.0, tail, len(often)), more)
    return counts


def _chosen_stays(rng: np.random.Generator, period: Ints, weights: Floats, counts: Ints) -> Ints:
    """Return for each incident the row of a stay of its period, likelier where the risk is greater."""
    order = np.argsort(period, kind="stable")
    upto = np.cumsum(weights[order])
    of_period = np.bincount(period, weights, minlength=len(counts))
    before = np.cumsum(of_period) - of_period
    which = np.repeat(np.arange(len(counts)), counts)
    points = before[which] + rng.random(len(which)) * of_period[which]
    found = np.searchsorted(upto, points, side="right")
    first = np.searchsorted(period[order], which, side="left")
    last = np.searchsorted(period[order], which, side="right") - 1
    return order[np.clip(found, first, last)]


def _apart(period: Ints, start: Days) -> Days:
    """Return starts of which no two of a period fall on one day: the later one is put off."""
    number = np.arange(len(period))
    keys = _keys(period, start) - number
    moved = np.maximum.accumulate(keys) + number if len(keys) else keys
    return (moved - period * _BEYOND_ALL_DAYS).astype("datetime64[D]")


def _keys(period: Ints, day: Days) -> Ints:
    """Return numbers that are in order of period and day."""
    return period * _BEYOND_ALL_DAYS + day.astype(np.int64)


def _next_start(period: Ints, start: Days) -> Days:
    following = np.append(start[1:], [OPEN])[: len(start)]
    same = np.append(period[1:] == period[:-1], [False])[: len(start)]
    return np.where(same, following, OPEN)


def _fitted(rng: np.random.Generator, days: Ints, room: NDArray[np.timedelta64]) -> Ints:
    """Give the longest incidents to those with the most time until the next, more or less by chance."""
    enough = np.minimum(room.astype(np.float64), _ROOM_ENOUGH)
    rank = np.argsort(enough * rng.exponential(size=len(room)), kind="stable")
    fitted = np.empty(len(days), dtype=np.int64)
    fitted[rank] = np.sort(days)
    return fitted


def _not_past_change(changes: Ints, period: Ints, start: Days, end: Days) -> Days:
    """End those that go on over a 31 March with the first change of episode from their start to that day."""
    year_end = last_days(collection_year(start))
    keys = _keys(period, start)
    at = np.minimum(np.searchsorted(changes, keys, side="left"), len(changes) - 1)
    change = (changes[at] - period * _BEYOND_ALL_DAYS).astype("datetime64[D]") if len(at) else start
    ended = (end > year_end) & (change >= start) & (change <= year_end)
    return np.where(ended, np.minimum(end, change), end)
