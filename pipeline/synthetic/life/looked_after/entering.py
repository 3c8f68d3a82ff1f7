"""Children who start to be looked after for the first time: ages, families, needs, legal statuses, days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.draw import allocate, systematic, whole_by_chance, whole_counts
from pipeline.synthetic.life.birthday import birthday
from pipeline.synthetic.life.looked_after.definition import (
    AGES,
    ERA_YEARS,
    Season,
    Spells,
    age_group,
    odds_table,
    open_end,
)
from pipeline.synthetic.life.looked_after.siblings import Siblings, make_siblings
from pipeline.synthetic.life.looked_after.targets import uasc_factor

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.rows import Codes, Days, Floats, Ints

_FITS = 3  # rounds: families that take one code are larger than those that take another
_NEEDS = [f"N{number}" for number in range(1, 9)]
_STATUSES = ["V2", "C1", "C2", "L1", "L2", "J1", "J2", "J3"]
_GROUPS = [str(age) for age in AGES]
_WEEKDAYS = 5
_MORE_AT_16 = 2015  # fewer started at 16 and over before; the published shares begin in 2018


def make_entries(season: Season, total: int, others: Spells) -> Spells:
    """Return the first periods of care of children who start in a year, numbered from 0.

    Args:
        season: The year.
        total: How many children start in the year, those who return included.
        others: The periods of those who return, which count towards ages.
    """
    count = max(total - len(others), 0)
    uasc = _unaccompanied(season, min(_uasc_count(season, total), count))
    before = Spells.concat([others, uasc])
    rest = _with_families(season, total, before, count - len(uasc))
    rest = rest.replace(
        child=rest.child + len(uasc), family=rest.family + uasc.family.max(initial=-1) + 1
    )
    return Spells.concat([uasc, rest])


def _uasc_count(season: Season, total: int) -> int:
    """Return how many are unaccompanied: most of those whose need is absent parenting, as England's number moves."""
    absent = season.shares("start_need", season.era).of("N8")
    factor = uasc_factor(season.ground, season.year, ERA_YEARS[season.era])
    wanted = total * absent * factor * season.assumed["uasc_share_of_absent_parenting"]
    return int(wanted + season.rng.random())


def _unaccompanied(season: Season, count: int) -> Spells:
    rng = season.rng
    age = season.odds("uasc_age").draw(rng, count).astype(np.int64)
    start = _start_days(season, count)
    birth = _birth_days(rng, start, age, age + 1)
    # A birthday not known is often recorded as 1 January; never later than the drawn one, so that none is too young.
    january = birth.astype("datetime64[Y]").astype("datetime64[D]")
    keep = (rng.random(count) < season.assumed["uasc_january_birthday"]) & (
        birthday(january, 18) > start + 1
    )
    return Spells(
        child=np.arange(count),
        birth=np.where(keep, january, birth),
        sex=season.shares("uasc_sex").draw(rng, count),
        is_uasc=np.ones(count, dtype=np.bool_),
        family=np.arange(count),
        start=start,
        end=open_end(count),
        need=season.shares("uasc_need").draw(rng, count),
        status=np.full(count, "V2"),
        reason=np.full(count, "", dtype="U4"),
        entry=np.ones(count, dtype=np.int64),
    )


def _with_families(season: Season, total: int, before: Spells, count: int) -> Spells:
    rng = season.rng
    wanted = _wanted(season, "start_age", _GROUPS, total)
    if season.year < _MORE_AT_16:
        wanted[-1] *= season.assumed["start_odds_16_before_2015"]
        wanted *= total / max(wanted.sum(), 1.0)
    wanted -= np.bincount(age_group(before.birth, before.start), minlength=len(AGES))
    counts = whole_counts(rng, np.maximum(wanted, 0.0), count)
    group = np.repeat(np.arange(len(AGES)), counts)
    siblings = make_siblings(season, group)
    start = _start_days(season, siblings.families)[siblings.family]
    birth = siblings.births(start)
    need, status = (
        _needs(season, total, before, siblings),
        _statuses(season, total, before, siblings),
    )
    rows = len(group)
    return Spells(
        child=np.arange(rows),
        birth=birth,
        sex=_sexes(season, total, before, rows),
        is_uasc=np.zeros(rows, dtype=np.bool_),
        family=siblings.family,
        start=start,
        end=open_end(rows),
        need=need[siblings.family],
        status=status[siblings.family],
        reason=np.full(rows, "", dtype="U4"),
        entry=np.ones(rows, dtype=np.int64),
    )


def _wanted(season: Season, subject: str, codes: list[str], total: int) -> Floats:
    given = "" if subject in {"start_legal_status", "start_sex"} else season.era
    shares = season.shares(subject, given)
    return np.array([shares.of(code) * total for code in codes])


def _needs(season: Season, total: int, before: Spells, siblings: Siblings) -> Codes:
    wanted = _wanted(season, "start_need", _NEEDS, total)
    wanted -= np.array([(before.need == code).sum() for code in _NEEDS])
    odds = odds_table(season, "need_odds", _GROUPS, _NEEDS)
    return _allocated(season, odds[siblings.oldest], (wanted, np.array(_NEEDS)), siblings)


def _statuses(season: Season, total: int, before: Spells, siblings: Siblings) -> Codes:
    wanted = _wanted(season, "start_legal_status", _STATUSES, total)
    wanted -= np.array([(before.status == code).sum() for code in _STATUSES])
    odds = odds_table(season, "legal_status_odds", _GROUPS, _STATUSES)[siblings.oldest]
    odds[siblings.size > 1, _STATUSES.index("J1") :] = 0
    return _allocated(season, odds, (wanted, np.array(_STATUSES)), siblings)


def _allocated(
    season: Season, odds: Floats, wanted: tuple[Floats, Codes], siblings: Siblings
) -> Codes:
    """Return a code a family such that each code has as many children as wanted, small families or large."""
    number, codes = wanted
    if not siblings.families:
        return codes[:0]
    number = np.maximum(number, 0.01)
    number = number * (siblings.size.sum() / number.sum())
    families = number.copy()
    for _ in range(_FITS):
        whole = whole_by_chance(season.rng, families, siblings.families)
        given = allocate(season.rng, odds, whole)
        children = np.bincount(given, weights=siblings.size, minlength=len(codes))
        families = families * np.clip(number / np.maximum(children, 1.0), 0.5, 2.0)
    return codes[given]


def _sexes(season: Season, total: int, before: Spells, rows: int) -> Codes:
    wanted = _wanted(season, "start_sex", ["F", "M"], total)
    wanted -= np.array([(before.sex == code).sum() for code in ("F", "M")])
    return np.array(["F", "M"])[systematic(season.rng, np.maximum(wanted, 1.0), rows)]


def _start_days(season: Season, count: int) -> Days:
    """Return days of the year, few of them on a Saturday or Sunday."""
    rng, room = season.rng, (season.last_day - season.first_day).astype(np.int64)
    day = season.first_day + (rng.random(count) * (room + 1)).astype(np.int64)
    weekend = np.mod(day.astype(np.int64) + 3, 7) >= _WEEKDAYS  # 1 January 1970 was a Thursday
    moved = weekend & (rng.random(count) > season.assumed["weekend_share"] * 7 / 2)
    other = day + np.where(rng.random(count) < 1 / 2, 2, -2)
    inside = (other >= season.first_day) & (other <= season.last_day)
    return np.where(moved & inside, other, day)


def _birth_days(rng: np.random.Generator, start: Days, age: Ints, before: Ints) -> Days:
    """Return births such that the age on the day is from one age to below another."""
    latest = birthday(start, -age)
    # On 28 February those born on a 29 February are a year older too.
    earliest = np.maximum(birthday(start, -before) + 1, birthday(start + 1, -before))
    room = (latest - earliest).astype(np.int64)
    return earliest + (rng.random(len(start)) * (room + 1)).astype(np.int64)
