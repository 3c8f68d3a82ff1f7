"""Care leavers: for each birthday from the 17th to the 21st, whether the LA is in touch, what they do, where they live.

What belongs here: who is to be returned (OC3) and what is said of them. What does not: leaving care itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.birthday import birthday
from pipeline.synthetic.life.care_events.collection_years import collection_year, last_days
from pipeline.synthetic.life.care_events.draws import ASSUMED, TOPIC, leaning, ranked
from pipeline.synthetic.life.definition.care import CareLeavers, PeriodsOfCare

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Floats, Ints

_AGES = range(17, 22)
_LEAST_DAYS = 91  # 13 weeks since the 14th birthday
_SHORT_BREAKS = ("V3", "V4")
# Adopted, died, or care transferred to another LA (rules 1001, 1000 and 1011).
NOT_CARE_LEAVERS = ("E11", "E12", "E2", "E3")
_HOME = ("E4A", "E4B")
_NOT_KNOWN = "0"
# Before 2022 an apprenticeship was employment like any other.
_UNTIL_2021 = {"F4": "F3", "F5": "F3", "P4": "P3", "P5": "P3"}


@dataclass(frozen=True)
class _After:
    """What is known of each child once care has ended."""

    death: Days
    has_gone_home: Flags
    activity: Floats
    home: Floats


def make_care_leavers(
    ground: Ground, children: Children, care: tuple[PeriodsOfCare, PeriodsOfCare]
) -> CareLeavers:
    """Return a row for each care leaver and collection year with a 17th to 21st birthday in it, by child and year.

    A care leaver has been looked after for 13 weeks since the 14th birthday, some of it since the 16th, and is not
    looked after on the birthday (rules 1001, 1007 and 1016); one who left on a 31 March was until its end (rule 187).
    There is none after an adoption, a death or a transfer, not even later in the year.

    Args:
        ground: The local authority.
        children: Those ever looked after.
        care: Their periods of care, those that ended before the calendar and those that touch it.
    """
    periods = PeriodsOfCare.concat(care)
    periods = periods.take(np.lexsort((periods.start_date, periods.child)))
    rng = ground.stream("care_leavers")
    after = _after(ground, rng, children)
    parts = [_of_age(ground, rng, (children, periods), after, age) for age in _AGES]
    found = CareLeavers.concat(parts)
    return found.take(np.lexsort((found.collection_year, found.child)))


def _after(ground: Ground, rng: np.random.Generator, children: Children) -> _After:
    count = len(children)
    rate = ground.calibration.number(TOPIC, "leaver_death_rate")
    days = np.minimum(rng.exponential(365.25 / rate, count), 50_000).astype(np.int64)
    return _After(
        death=np.minimum(children.death_date, birthday(children.birth_date, 17) + days),
        has_gone_home=rng.random(count) < ground.calibration.number(TOPIC, "return_home_share"),
        activity=rng.random(count),
        home=rng.random(count),
    )


def _of_age(
    ground: Ground,
    rng: np.random.Generator,
    lives: tuple[Children, PeriodsOfCare],
    after: _After,
    age: int,
) -> CareLeavers:
    children, periods = lives
    day = birthday(children.birth_date, age)
    year = collection_year(day)
    reason = _reason_before(periods, day)
    asked = (
        _was_looked_after(children, periods, day)
        & ~np.isin(_reason_before(periods, last_days(year)), NOT_CARE_LEAVERS)
        & np.isin(year, ground.calendar.years)
        & (collection_year(after.death) >= year)
    )
    child = np.flatnonzero(asked)
    year = year[child]
    in_touch = _in_touch(ground, rng, child, age=age)
    in_touch[after.has_gone_home[child] & np.isin(reason[child], _HOME)] = "RHOM"
    in_touch[collection_year(after.death[child]) == year] = "DIED"
    activity = _activity(ground, rng, after.activity[child], age=age)
    activity[(activity == "G6") & (children.sex[child] == "M")] = "G5"
    for new, old in _UNTIL_2021.items():
        activity[(activity == new) & (year <= 2021)] = old
    home = _home(ground, rng, after.home[child], age=age)
    # Of the others it is not known (rules 344 and 345).
    activity[in_touch != "YES"] = _NOT_KNOWN
    home[in_touch != "YES"] = _NOT_KNOWN
    return CareLeavers(child, year, in_touch, activity, home)


def _was_looked_after(children: Children, periods: PeriodsOfCare, day: Days) -> Flags:
    """Return who was looked after for long enough before a birthday and is not on it; short breaks do not count."""
    its_day = day[periods.child]
    until = np.where(its_day == last_days(collection_year(its_day)), its_day - 1, its_day)
    on_day = (periods.start_date <= its_day) & (periods.end_date > until)
    is_in_care = np.bincount(periods.child, on_day, minlength=len(children)) > 0
    since_14, since_16 = (
        _days_between(periods, birthday(children.birth_date, age), day) for age in (14, 16)
    )
    return ~is_in_care & (since_14 >= _LEAST_DAYS) & (since_16 >= 1)


def _days_between(periods: PeriodsOfCare, since: Days, until: Days) -> Floats:
    """Return days looked after between two days of each child, without short breaks."""
    begin = np.maximum(periods.start_date, since[periods.child])
    days = (np.minimum(periods.end_date, until[periods.child]) - begin).astype(np.float64)
    days[np.isin(periods.first_legal_status, _SHORT_BREAKS)] = 0.0
    total: Floats = np.bincount(periods.child, np.maximum(days, 0.0), minlength=len(since)).astype(
        np.float64
    )
    return total


def _reason_before(periods: PeriodsOfCare, day: Days) -> Codes:
    """Return why the last period of each child that ended by a day ended; "" where none did."""
    ended = (periods.end_date <= day[periods.child]) & (periods.end_date < OPEN)
    reason = np.full(len(day), "", dtype=periods.reason_ceased.dtype)
    # Periods are in order of child and start: of several rows of one child the last one stays.
    reason[periods.child[ended]] = periods.reason_ceased[ended]
    return reason


def _in_touch(ground: Ground, rng: np.random.Generator, child: Ints, *, age: int) -> Codes:
    given = str(min(age, 19)) if age < 19 else "19_to_21"
    shares = ground.calibration.shares(ASSUMED, "in_touch", given=given)
    return shares.draw(rng, len(child)).astype("U4")


def _activity(ground: Ground, rng: np.random.Generator, lasting: Floats, *, age: int) -> Codes:
    given = "17_to_18" if age < 19 else "19_to_21"
    shares = ground.calibration.shares(ASSUMED, "activity", given=given)
    persistence = ground.calibration.number(TOPIC, "leaver_persistence")
    return ranked(rng, shares, leaning(rng, lasting, persistence))


def _home(ground: Ground, rng: np.random.Generator, lasting: Floats, *, age: int) -> Codes:
    given = str(age) if age < 19 else "19_to_21"
    shares = ground.calibration.shares(ASSUMED, "accommodation", given=given)
    persistence = ground.calibration.number(TOPIC, "leaver_persistence")
    return ranked(rng, shares, leaning(rng, lasting, persistence))
