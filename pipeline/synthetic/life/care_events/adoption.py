"""Decisions that a child should be placed for adoption, their reversal, and adoptions.

What belongs here: the days and codes of the modules "should be placed for adoption" and AD1. What does not: placement
orders and placements for adoption, which are there before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.chance.draw import choose, systematic
from pipeline.synthetic.life.birthday import age_on
from pipeline.synthetic.life.care_events.draws import TOPIC, band_of, count_of
from pipeline.synthetic.life.definition.care import AdoptionDecisions, Adoptions

if TYPE_CHECKING:
    from pipeline.synthetic.calibration.load import Durations
    from pipeline.synthetic.life.definition.care import LegalStatuses, PeriodsOfCare, Placements
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Ints

_ORDERS = ("E1", "D1")
_PLACED = ("A3", "A4", "A5", "A6")
_WITH_FORMER_CARER = ("A3", "A5")
_CARE_ORDERS = ("C1", "C2")
_ADOPTED = ("E11", "E12")
_COURT_REFUSED = "RD2"
_NEVER = np.datetime64("0001-01-01", "D")
_AGE_FROM = np.array([0, 1, 2, 3, 4, 5, 7])
_AGE_NAMES = np.array(["0", "1", "2", "3", "4", "5", "7_and_over"])
_SINGLE = ("M1", "F1")


def make_adoptions(
    ground: Ground,
    children: Children,
    periods: PeriodsOfCare,
    statuses: LegalStatuses,
    placements: Placements,
) -> tuple[AdoptionDecisions, Adoptions]:
    """Return the decisions that children should be placed for adoption, and the adoptions of the calendar.

    A period with a placement order, a placement for adoption or an adoption has one decision: within the period, by the
    first of them (rules 521, 552, 554, 1003). It is reversed when they end without adoption (rules 553, 557, 558). Of a
    few children more the court made no order.
    """
    rng = ground.stream("adoptions")
    paths = _paths(periods, statuses, placements)
    rows = np.flatnonzero(paths.first < OPEN)
    decided = _decided(ground, rng, periods.start_date[rows], paths.first[rows])
    reversed_on, reason = _reversed(ground, rng, paths, rows)
    ordered = AdoptionDecisions(rows, decided, reversed_on, reason)
    refused = _refused(ground, rng, children, periods, (statuses, rows))
    decisions = AdoptionDecisions.concat([ordered, refused])
    decisions = decisions.take(np.argsort(decisions.period, kind="stable"))
    ended = paths.is_adopted[rows] & (periods.end_date[rows] >= ground.calendar.first_day)
    adoptions = _adoptions(ground, rng, children, periods, (ordered.take(ended), paths))
    return decisions, adoptions


@dataclass(frozen=True)
class _Paths:
    """For each period, OPEN or _NEVER where there is none.

    Attributes:
        is_adopted: Whether it ended with an adoption.
        first: First placement order, placement for adoption, or last episode of an adopted child.
        placed: First placement for adoption, or that last episode.
        over: When the last order or placement for adoption ended.
        by_carer: Whether the last placement is with the former foster carer.
    """

    is_adopted: Flags
    first: Days
    placed: Days
    over: Days
    by_carer: Flags


def _paths(periods: PeriodsOfCare, statuses: LegalStatuses, placements: Placements) -> _Paths:
    count = len(periods)
    orders = statuses.take(np.isin(statuses.code, _ORDERS))
    homes = placements.take(np.isin(placements.placement_type, _PLACED))
    is_adopted = np.isin(periods.reason_ceased, _ADOPTED)
    episode = np.maximum(_latest(count, statuses), _latest(count, placements))
    placed = np.full(count, OPEN)
    np.minimum.at(placed, homes.period, homes.start_date)
    placed = np.where(is_adopted, np.minimum(placed, episode), placed)
    first = placed.copy()
    np.minimum.at(first, orders.period, orders.start_date)
    over = np.full(count, _NEVER)
    np.maximum.at(over, orders.period, orders.end_date)
    np.maximum.at(over, homes.period, homes.end_date)
    by_carer = np.zeros(count, dtype=bool)
    carers = homes.take(np.isin(homes.placement_type, _WITH_FORMER_CARER))
    by_carer[carers.period[carers.end_date == periods.end_date[carers.period]]] = True
    return _Paths(is_adopted, first, placed, over, by_carer)


def _latest(count: int, spells: LegalStatuses | Placements) -> Days:
    """Return the start of the last spell of each period."""
    start = np.full(count, _NEVER)
    np.maximum.at(start, spells.period, spells.start_date)
    return start


def _decided(ground: Ground, rng: np.random.Generator, start: Days, first: Days) -> Days:
    """Return the decisions: some weeks before the first order or placement, within the period."""
    mean = ground.calibration.number(TOPIC, "decision_before_order_days")
    before = first - rng.exponential(mean, len(first)).astype(np.int64)
    return np.maximum(before, start)


def _draw_by_age(
    ground: Ground,
    rng: np.random.Generator,
    subject: str,
    children: Children,
    periods: PeriodsOfCare,
) -> Ints:
    """Return days that a stage takes, drawn for each age on starting the period of care."""
    age = age_on(children.birth_date[periods.child], periods.start_date)
    band = band_of(age, _AGE_FROM, _AGE_NAMES)
    days = np.zeros(len(band), dtype=np.int64)
    for name in _AGE_NAMES:
        same = np.flatnonzero(band == name)
        stage: Durations = ground.calibration.durations(TOPIC, subject, given=str(name))
        days[same] = stage.draw(rng, len(same))
    return days


def _reversed(
    ground: Ground, rng: np.random.Generator, paths: _Paths, rows: Ints
) -> tuple[Days, Codes]:
    """Return when and why decisions were reversed: with the end of the order and placement, unless adopted."""
    over = paths.over[rows]
    ended = ~paths.is_adopted[rows] & (over > _NEVER) & (over < OPEN)
    shares = ground.calibration.shares(TOPIC, "adoption_reversal", given="all")
    reason = np.where(ended, shares.draw(rng, len(rows)), "")
    return np.where(ended, over, OPEN), reason


def _refused(
    ground: Ground,
    rng: np.random.Generator,
    children: Children,
    periods: PeriodsOfCare,
    which: tuple[LegalStatuses, Ints],
) -> AdoptionDecisions:
    """Return decisions about young children under care orders for whom the court made no placement order."""
    statuses, ordered = which
    shares = ground.calibration.shares(TOPIC, "adoption_decision", given="all")
    number = len(ordered) * shares.of(_COURT_REFUSED) / max(1 - shares.of(_COURT_REFUSED), 1e-9)
    fits = np.zeros(len(periods), dtype=bool)
    fits[statuses.period[np.isin(statuses.code, _CARE_ORDERS)]] = True
    fits[ordered] = False
    fits &= age_on(children.birth_date[periods.child], periods.start_date) < 5
    fits &= ~np.isin(periods.reason_ceased, _ADOPTED)
    rows = choose(rng, fits.astype(np.float64), count_of(rng, number))
    some = periods.take(rows)
    decided = some.start_date + _draw_by_age(
        ground, rng, "entry_to_adoption_decision", children, some
    )
    mean = ground.calibration.number(TOPIC, "court_reversal_days")
    ended = decided + 30 + rng.exponential(max(mean - 30, 1), len(rows)).astype(np.int64)
    there = (decided < some.end_date) & (decided <= ground.calendar.last_day)
    ended = np.minimum(ended, some.end_date)
    ended = np.where(ended > ground.calendar.last_day, OPEN, ended)
    reason = np.where(ended < OPEN, _COURT_REFUSED, "")
    return AdoptionDecisions(rows, decided, ended, reason).take(there)


def _adoptions(
    ground: Ground,
    rng: np.random.Generator,
    children: Children,
    periods: PeriodsOfCare,
    which: tuple[AdoptionDecisions, _Paths],
) -> Adoptions:
    """Return the adoptions: matched between decision and placement (rules 331, 333), by adopters as published."""
    decisions, paths = which
    rows = decisions.period
    before = _draw_by_age(ground, rng, "match_to_placement", children, periods.take(rows))
    match = np.maximum(paths.placed[rows] - before, decisions.decision_date)
    shares = ground.calibration.shares(TOPIC, "adopters", given="all")
    adopters = systematic(rng, shares.values, len(rows))
    legal_status, sex = np.array([one.split("/") for one in shares.codes]).T[:, adopters]
    return Adoptions(
        period=rows,
        decision_date=decisions.decision_date,
        match_date=match,
        is_by_foster_carer=paths.by_carer[rows],
        number_of_adopters=np.where(np.isin(sex, _SINGLE), "1", "2"),
        adopter_sex=sex,
        adopter_legal_status=legal_status,
    )
