"""Who, of those accommodated by agreement, comes under an interim order, and when: as many as the court's count leaves.

The share goes by age, by how long care lasts and how it ends; then it leans, year by year, to the published number of
applications of the authority. What does not belong here: how proceedings end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.life.court.wanted import applications_wanted
from pipeline.synthetic.life.legal.chain import (
    ADOPTED,
    chance_together,
    days_together,
    durations,
)

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Days, Flags, Floats, Ints
    from pipeline.synthetic.life.legal.chain import Chain

_BANDS = ("under_1", "1_4", "5_9", "10_15", "16_17")
_WENT_HOME = ("E4", "E4A", "E4B", "E13")
_HALF_YEAR, _YEAR = 182, 365
_STEPS = 16  # of halving: the odds are found to a ten-thousandth
# An interim order cannot be made for a child of 17 (section 31(3) of the Children Act 1989).
_OLDEST = 16.9


@dataclass(frozen=True)
class _Chances:
    """Those who may come under an order; rows are of the chain.

    Attributes:
        rows: Rows of the chain.
        days: Days from the last change to the order, if it comes.
        share: Chance that it comes.
        is_adopted: Whether the period ended with an adoption.
    """

    rows: Ints
    days: Ints
    share: Floats
    is_adopted: Flags


def begin_proceedings(rng: np.random.Generator, ground: Ground, chain: Chain) -> None:
    """Let some who are accommodated by agreement come under an interim order, siblings who began together as one."""
    chances = _chances(rng, ground, chain)
    share = _leaning(ground, chain, chances)
    ordered = chance_together(rng, chain, chances.rows) < share
    chain.change(chances.rows[ordered], chances.days[ordered], "C1")


def _chances(rng: np.random.Generator, ground: Ground, chain: Chain) -> _Chances:
    rows = chain.under("V2")
    is_adopted = np.isin(chain.lives.reason[rows], ADOPTED)
    room = chain.room(rows)
    days = days_together(rng, chain, rows, lasting=durations(ground, "voluntary_until_order"))
    days = np.where(is_adopted, np.minimum(days, room // 6), days)
    never = ground.calibration.number("placement", "adopted_without_placement_order")
    share = np.where(is_adopted, 1 - never, _shares(ground, chain, rows))
    can = (days < room) & (chain.age(rows, days) < _OLDEST)
    return _Chances(rows[can], days[can], share[can], is_adopted[can])


def _shares(ground: Ground, chain: Chain, rows: Ints) -> Floats:
    """Return the chance of an order before it leans to the authority's count."""
    lives = chain.lives

    def number(name: str) -> float:
        return ground.calibration.number("placement", f"order_after_voluntary_{name}")

    age = np.searchsorted([1, 5, 10, 16], lives.age[rows], side="right")
    share = np.array([number(name) for name in _BANDS])[age]
    share = np.where(lives.need[rows] == "N2", share * number("disability_factor"), share)
    share = np.where(lives.is_uasc[rows], number("uasc"), share)
    room, ended = chain.room(rows), ~lives.is_open[rows]
    home = np.isin(lives.reason[rows], _WENT_HOME)
    share = np.where(home, share * number("home_factor"), share)
    least = ground.calibration.number("placement", "order_least_days")
    by_length = np.array([0.0, number("half_year_factor"), number("year_factor"), 1.0])
    length = np.searchsorted([least, _HALF_YEAR, _YEAR], room, side="left")
    return np.asarray(share * np.where(ended, by_length[length], 1.0))


def _leaning(ground: Ground, chain: Chain, chances: _Chances) -> Floats:
    """Return the chances with their odds such that the authority's applications come near the published number.

    Odds change no further than assumed. Orders made before the calendar lean as those of its first year do.
    """
    wanted = applications_wanted(ground)
    day = chain.since[chances.rows] + chances.days
    year, group = _collection_years(day), chain.lives.together[chances.rows]
    other = _others(chain)
    at_home = ground.calibration.number("placement", "applications_at_home_share")
    share = chances.share.copy()
    factor = 1.0
    for one in reversed(ground.calendar.years):
        rows = np.flatnonzero((year == one) & ~chances.is_adopted)
        if wanted[one] > 0:
            left = wanted[one] * (1 - at_home) - np.count_nonzero(other == one)
            factor = _odds(ground, chances.share[rows], group[rows], wanted=left)
        share[rows] = _with_odds(chances.share[rows], factor)
    before = np.flatnonzero((year < ground.calendar.first_year) & ~chances.is_adopted)
    share[before] = _with_odds(chances.share[before], factor)
    return share


def _others(chain: Chain) -> Ints:
    """Return the collection years in which proceedings began otherwise, once for those who began together."""
    rows = chain.under("C1", "C2")
    first = np.unique(chain.lives.together[rows], return_index=True)[1]
    return _collection_years(chain.since[rows[first]])


def _odds(ground: Ground, share: Floats, group: Ints, *, wanted: float) -> float:
    """Return by what to multiply the odds of all so that as many groups as wanted come under an order."""
    most = ground.calibration.number("placement", "order_odds_factor_most")
    low, high = -np.log(most), np.log(most)
    _, of = np.unique(group, return_inverse=True)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        chance = np.zeros(of.max(initial=-1) + 1)
        np.maximum.at(chance, of, _with_odds(share, float(np.exp(middle))))
        low, high = (middle, high) if chance.sum() < wanted else (low, middle)
    return float(np.exp((low + high) / 2))


def _with_odds(share: Floats, factor: float) -> Floats:
    return np.asarray(share * factor / (1 - share + share * factor))


def _collection_years(day: Days) -> Ints:
    return np.asarray(
        (day.astype("datetime64[M]") + 9).astype("datetime64[Y]").astype(np.int64) + 1970
    )
