"""Health, strengths and difficulties, conviction and substance misuse of children looked after for a year (OC2).

What belongs here: the answers of each 31 March, as the rules ask for them by age. What does not: health of others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.calibration.load import Shares
from pipeline.synthetic.life.birthday import age_on, birthday
from pipeline.synthetic.life.care_events.draws import (
    ASSUMED,
    TOPIC,
    band_of,
    by_group,
    leaning,
    numbers_by,
    pick,
    published_rate,
    ranked,
)
from pipeline.synthetic.life.definition.care import HealthYears
from pipeline.synthetic.plan import first_day_of, last_day_of

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.care import PeriodsOfCare
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Days, Floats, Ints

_NOT_ASKED = -1
_SHORT_BREAKS = ("V3", "V4")
_FOUR_BANDS = (np.array([0, 5, 10, 16]), np.array(["0_to_4", "5_to_9", "10_to_15", "16_and_over"]))
_MISUSE_BANDS = (
    np.array([0, 10, 13, 16]),
    np.array(["under_10", "10_to_12", "13_to_15", "16_to_17"]),
)
_TEEN_BANDS = (np.array([10, 13, 16]), np.array(["10_to_12", "13_to_15", "16_to_17"]))
_SDQ_AGES = (5, 16)
_SDQ_BANDS = ("normal", "borderline", "concern")
_FOR_ALL = ("immunised", "teeth_checked", "health_assessment")


@dataclass(frozen=True)
class _Cohort:
    """The children of one 31 March who have been looked after for a year."""

    period: Ints
    year: int
    birth: Days
    sex: Codes
    lasting: Floats

    @property
    def age(self) -> Ints:
        return age_on(self.birth, last_day_of(self.year))


def make_health_years(ground: Ground, children: Children, periods: PeriodsOfCare) -> HealthYears:
    """Return a row for each child and 31 March of the calendar who has been looked after for the whole year until then.

    One who left on that very day has been (rules 187 and 191); short breaks do not count. Items are asked by age:
    health checks of those under 5, convictions from 10, a score or a reason for none of those who were 4 to 16 at some
    time in the year or turned 17 on its first day (rules 188, 189, 197B).
    """
    rng = ground.stream("health_years")
    lasting = rng.random(len(children))
    return HealthYears.concat(
        _of_year(ground, rng, _cohort(children, periods, lasting, year))
        for year in ground.calendar.years
    )


def _cohort(children: Children, periods: PeriodsOfCare, lasting: Floats, year: int) -> _Cohort:
    rows = np.flatnonzero(
        (periods.start_date <= first_day_of(year))
        & (periods.end_date >= last_day_of(year))
        & ~np.isin(periods.first_legal_status, _SHORT_BREAKS)
    )
    child = periods.child[rows]
    return _Cohort(rows, year, children.birth_date[child], children.sex[child], lasting[child])


def _of_year(ground: Ground, rng: np.random.Generator, cohort: _Cohort) -> HealthYears:
    score, reason = _sdq(ground, rng, cohort)
    misuse, received, offered = _misuse(ground, rng, cohort)
    immunised, teeth_checked, assessed = (
        _yes_or_no(ground, rng, cohort, subject, bands=_FOUR_BANDS) for subject in _FOR_ALL
    )
    return HealthYears(
        period=cohort.period,
        collection_year=np.full(len(cohort.period), cohort.year),
        sdq_score=score,
        sdq_reason=reason,
        is_convicted=_convicted(ground, rng, cohort),
        is_health_checked=_checked(ground, rng, cohort),
        is_immunised=immunised,
        has_teeth_check=teeth_checked,
        has_health_assessment=assessed,
        has_substance_misuse=misuse,
        has_received_intervention=received,
        has_been_offered_intervention=offered,
    )


def _yes_or_no(
    ground: Ground,
    rng: np.random.Generator,
    cohort: _Cohort,
    subject: str,
    *,
    bands: tuple[Ints, Codes],
) -> Ints:
    rate = published_rate(ground, subject, "outcome_child", cohort.year)
    chance = numbers_by(ground, subject, band_of(cohort.age, *bands))
    return pick(rng, chance, rate).astype(np.int64)


def _convicted(ground: Ground, rng: np.random.Generator, cohort: _Cohort) -> Ints:
    found = np.full(len(cohort.period), _NOT_ASKED)
    asked = np.flatnonzero(cohort.age >= 10)
    rate = published_rate(ground, "convicted", "outcome_child_10_to_17", cohort.year)
    chance = numbers_by(ground, "convicted", band_of(cohort.age[asked], *_TEEN_BANDS))
    found[asked] = pick(rng, chance, rate)
    return found


def _checked(ground: Ground, rng: np.random.Generator, cohort: _Cohort) -> Ints:
    found = np.full(len(cohort.period), _NOT_ASKED)
    asked = np.flatnonzero(cohort.age < 5)
    rate = published_rate(ground, "development_checked", "outcome_child_0_to_4", cohort.year)
    found[asked] = pick(rng, np.ones(len(asked)), rate)
    return found


def _misuse(ground: Ground, rng: np.random.Generator, cohort: _Cohort) -> tuple[Ints, Ints, Ints]:
    """Return whether there is a problem, whether help was received and, only where not, whether it was offered."""
    misuse = _yes_or_no(ground, rng, cohort, "substance_misuse", bands=_MISUSE_BANDS)
    received, offered = (np.full(len(misuse), _NOT_ASKED) for _ in range(2))
    some = np.flatnonzero(misuse == 1)
    helped, refused = (
        published_rate(ground, f"intervention_{part}", "substance_misuse", cohort.year)
        for part in ("received", "refused")
    )
    received[some] = pick(rng, np.ones(len(some)), helped)
    others = np.flatnonzero(received == 0)
    offered[others] = pick(rng, np.ones(len(others)), refused / max(1.0 - helped, 1e-9))
    return misuse, received, offered


def _sdq(ground: Ground, rng: np.random.Generator, cohort: _Cohort) -> tuple[Ints, Codes]:
    """Return scores, or why there is none: one of the two for each who is asked by age."""
    fourth, seventeenth = (birthday(cohort.birth, age) for age in (4, 17))
    due = (fourth <= last_day_of(cohort.year)) & (seventeenth >= first_day_of(cohort.year))
    group = np.full(len(due), "other", dtype="U9")
    group[fourth > first_day_of(cohort.year)] = "turned_4"
    group[seventeenth <= last_day_of(cohort.year)] = "turned_17"
    received = published_rate(ground, "sdq_scored", "outcome_child_5_to_16", cohort.year)
    scored = due & pick(rng, due.astype(np.float64), received * due.mean() if len(due) else 0.0)
    # Few of those who are just 4, or 17, have a score of that year.
    scored &= (group == "other") | (rng.random(len(due)) < 0.5)
    shares = {
        name: ground.calibration.shares(ASSUMED, "sdq_reason", given=name)
        for name in ("turned_4", "turned_17", "other")
    }
    reason = np.where(due & ~scored, by_group(rng, group, shares), "").astype("U4")
    score = np.full(len(due), -1)
    score[scored] = _scores(ground, rng, cohort, np.flatnonzero(scored))
    return score, reason


def _scores(ground: Ground, rng: np.random.Generator, cohort: _Cohort, rows: Ints) -> Ints:
    """Return scores in the LA's published bands; who is high stays high, and boys of 7 to 13 are higher."""
    bands = _bands(ground, cohort.year)
    is_male = (cohort.sex[rows] == "M").astype(np.int64)
    concern = _concern(ground)[is_male, np.clip(cohort.age[rows], *_SDQ_AGES) - _SDQ_AGES[0]]
    persistence = ground.calibration.number(TOPIC, "sdq_persistence")
    lean = leaning(rng, cohort.lasting[rows], persistence) + concern
    parts = [ground.calibration.shares(ASSUMED, "sdq_score", given=band) for band in _SDQ_BANDS]
    shares = Shares(
        np.concatenate([part.codes for part in parts]),
        np.concatenate([part.values * band for part, band in zip(parts, bands, strict=True)]),
    )
    return ranked(rng, shares, lean).astype(np.int64)


def _concern(ground: Ground) -> Floats:
    """Return the published share of scores that are a cause for concern: girls, then boys, by age."""
    shares = ground.calibration.shares
    return np.array(
        [
            [
                shares(TOPIC, "sdq_band", given=f"{sex}{age}").of("concern")
                for age in range(_SDQ_AGES[0], _SDQ_AGES[1] + 1)
            ]
            for sex in "FM"
        ]
    )


def _bands(ground: Ground, year: int) -> Floats:
    rates = [published_rate(ground, f"sdq_{band}", "sdq_scored", year) for band in _SDQ_BANDS]
    return np.array(rates) / sum(rates)
