"""Who ceases to be looked after in a year, and when: as many as published, at the ages and after the stays published.

Each child who is looked after has a day on which it may cease. How many do so by age and length of stay is fitted to
what is published of both; who they are is chance, siblings mostly together. On the eighteenth birthday all cease.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.life.birthday import age_on, birthday
from pipeline.synthetic.life.looked_after.definition import (
    ASSUMED,
    LEAVING_AGES,
    TOPIC,
    Season,
    odds_table,
)

if TYPE_CHECKING:
    from pipeline.synthetic.calibration.load import Durations
    from pipeline.synthetic.life.definition.rows import Days, Flags, Floats, Ints
    from pipeline.synthetic.life.looked_after.definition import Spells

_UNDER_18 = len(LEAVING_AGES) - 1
_LAST_AGES = (16, 17)
_UNACCOMPANIED = "U"
_STATUSES = ["V2", "C1", "C2", "L1", "L2", "J1", "J2", "J3", _UNACCOMPANIED]
_FEWER_UNTIL_18 = 2018  # the first year of the published ages; before it fewer stayed until then
_ROUNDS = 25
_MOST = 0.92  # the largest part of an age and stay that is let go in a year


@dataclass(frozen=True)
class _Chance:
    """The day on which each spell may end, and where that lies.

    Attributes:
        day: The day.
        is_possible: Whether there is one in the year.
        turns_18: Whether the child turns 18 in the year and ceases anyway.
        cell: Age group and band of stay on the day, as one number.
        weight: How much likelier than others of the cell.
    """

    day: Days
    is_possible: Flags
    turns_18: Flags
    cell: Ints
    weight: Floats


def end_spells(season: Season, live: Spells, *, wanted: int, adopted: float) -> Days:
    """Return the days on which spells end in the year, OPEN for those that go on.

    Args:
        season: The year.
        live: Spells that are open at its start or start in it.
        wanted: How many end, those on an eighteenth birthday included.
        adopted: Share of them that is adopted.
    """
    adult = birthday(live.birth, 18)
    turns = adult <= season.last_day
    bands = season.ground.calibration.durations(TOPIC, "period_of_care", given=season.era)
    chance = _chances(season, live, adult, bands)
    others = max(wanted - int(turns.sum()), 0)
    age_share = _age_shares(season, adopted)
    early = min(
        round(wanted * age_share[_UNDER_18 - 1] * season.assumed["leave_early_share"]),
        int((turns & chance.is_possible).sum()) // 2,
    )
    age_share[_UNDER_18 - 1] *= 1 - season.assumed["leave_early_share"]
    stays = np.maximum(bands.values * wanted - _expected_stays(live, adult, turns, bands), 0)
    table = _fitted(chance, age_share[:_UNDER_18], stays, others)
    end = np.where(turns, adult, live.end)
    for rows, counts in (
        (~turns & chance.is_possible, table),
        (turns & chance.is_possible, _spread(chance, early)),
    ):
        left = _pick(season, live, chance, rows, counts)
        end[left] = chance.day[left]
    return end


def _age_shares(season: Season, adopted: float) -> Floats:
    """Return shares of leavers by age: those of the era, and in a year of more adoptions more of the young."""
    ages, reasons = (season.shares(f"leaving_{one}", season.era) for one in ("age", "reason"))
    of_adopted = season.shares("adopted_age")
    more = adopted - reasons.of("adopted")
    share = np.array([ages.of(str(age)) + more * of_adopted.of(str(age)) for age in LEAVING_AGES])
    if season.year < _FEWER_UNTIL_18:
        share[np.isin(LEAVING_AGES, _LAST_AGES)] *= season.assumed[
            "leave_odds_16_to_17_before_2018"
        ]
    return np.asarray(np.maximum(share, 0.0))


def _chances(season: Season, live: Spells, adult: Days, bands: Durations) -> _Chance:
    """Return for each spell a day in the year: even over it, soon after the start in the year of the start."""
    rng, rows = season.rng, len(live)
    family_draw = rng.random(int(live.family.max(initial=-1)) + 1)[live.family]
    together = rng.random(rows) < season.assumed["sibling_together"]
    draw = np.where(together, family_draw, rng.random(rows))
    # Of who leaves on 31 March itself the rules ask for opposite things (187, 191): nobody does but by turning 18.
    last = np.minimum(season.last_day - 1, adult - 1)
    room = (last - season.first_day).astype(np.int64) + 1
    day = season.first_day + np.floor(draw * room).astype(np.int64)
    fresh = live.start >= season.first_day
    stay = np.maximum(_first_year_stay(season, live, draw), 1)
    day = np.where(fresh, live.start + stay, day)
    possible = (day <= last) & (day >= season.first_day)
    day = np.where(possible, day, season.last_day)
    age = np.searchsorted(LEAVING_AGES, age_on(live.birth, day), side="right") - 1
    band = _band(live, day, bands)
    return _Chance(
        day=day,
        is_possible=possible,
        turns_18=adult <= season.last_day,
        cell=np.minimum(age, _UNDER_18 - 1) * len(bands.bounds) + band,
        weight=_weights(season, live, band, bands),
    )


def _first_year_stay(season: Season, live: Spells, draw: Floats) -> Ints:
    """Return stays by an even draw each, so that siblings, who start alike, share the stay when they share a draw."""
    days, letter = np.ones(len(live)), live.status.astype("U1")
    for kind in np.unique(letter):
        bands = season.ground.calibration.durations(ASSUMED, "first_year_end", given=str(kind))
        upper = np.concatenate([[0.0], np.cumsum(bands.values)])
        ours = letter == kind
        days[ours] = np.interp(draw[ours], upper, np.concatenate([[1.0], bands.bounds]))
    return days.astype(np.int64)


def _band(live: Spells, day: Days, bands: Durations) -> Ints:
    stay = (day - live.start).astype(np.int64)
    band = np.searchsorted(bands.bounds, stay, side="right")
    return np.asarray(np.minimum(band, len(bands.bounds) - 1))


def _weights(season: Season, live: Spells, band: Ints, bands: Durations) -> Floats:
    """Return how likely each leaves after its stay against others who have stayed so long, by how care began."""
    kind = np.argmax(live.status[:, None] == np.array(_STATUSES)[None, :], axis=1)
    kind[live.is_uasc] = _STATUSES.index(_UNACCOMPANIED)
    given = [f"{bound:.0f}" for bound in bands.bounds]
    return np.asarray(odds_table(season, "leave_odds", given, _STATUSES)[band, kind])


def _expected_stays(live: Spells, adult: Days, turns: Flags, bands: Durations) -> Floats:
    """Return how many of those who cease on their eighteenth birthday have stayed how long."""
    of_adults = _band(live, adult, bands)[turns]
    return np.bincount(of_adults, minlength=len(bands.bounds)).astype(np.float64)


def _fitted(chance: _Chance, ages: Floats, stays: Floats, total: int) -> Ints:
    """Return how many end by age and stay, near both margins and never more than there are."""
    rows = ~chance.turns_18 & chance.is_possible
    shape = (len(ages), len(stays))
    there = np.bincount(chance.cell[rows], minlength=shape[0] * shape[1]).astype(np.float64)
    most = (there * _MOST).reshape(shape)
    total = min(total, int(there.sum()))
    ages = ages * (total / max(ages.sum(), 1e-9))
    stays = stays * (total / max(stays.sum(), 1e-9))
    table = there.reshape(shape) + 0.0
    for _ in range(_ROUNDS):
        table = np.minimum(table * _ratio(ages, table.sum(axis=1))[:, None], most)
        table = np.minimum(table * _ratio(stays, table.sum(axis=0))[None, :], most)
    return _within(table.ravel(), there, total)


def _ratio(wanted: Floats, have: Floats) -> Floats:
    return np.divide(wanted, have, out=np.zeros_like(wanted), where=have > 0)


def _within(table: Floats, there: Floats, total: int) -> Ints:
    """Return whole numbers near a table that sum to a total, none above what is there."""
    left = total - table.sum()
    spare = there - table
    if left > 0 and spare.sum() > 0:
        table = table + spare * min(left / spare.sum(), 1.0)
    elif left < 0:
        table = table * (total / table.sum())
    counts = np.floor(table + 1e-9).astype(np.int64)
    missing = total - int(counts.sum())
    order = np.argsort(-np.where(counts < there, table - counts, -1.0), kind="stable")
    counts[order[:missing]] += 1
    return counts


def _spread(chance: _Chance, total: int) -> Ints:
    """Return how many of those who turn 18 leave before, spread as they are over stays."""
    rows = chance.turns_18 & chance.is_possible
    there = np.bincount(chance.cell[rows], minlength=int(chance.cell.max(initial=0)) + 1)
    wanted = there * (total / max(int(there.sum()), 1))
    counts = np.floor(wanted).astype(np.int64)
    order = np.argsort(counts - wanted, kind="stable")
    counts[order[: total - int(counts.sum())]] += 1
    return np.asarray(counts)


def _pick(season: Season, live: Spells, chance: _Chance, rows: Flags, counts: Ints) -> Ints:
    """Return the spells that end: in each cell its number of those with the least keys."""
    rng = season.rng
    family_key = rng.exponential(size=int(live.family.max(initial=-1)) + 1)[live.family]
    together = rng.random(len(live)) < season.assumed["sibling_together"]
    key = np.where(together, family_key, rng.exponential(size=len(live))) / chance.weight
    inside = np.flatnonzero(rows)
    order = inside[np.lexsort((key[inside], chance.cell[inside]))]
    cell = chance.cell[order]
    first = np.searchsorted(cell, cell, side="left")
    return np.asarray(order[np.arange(len(order)) - first < counts[cell]])
