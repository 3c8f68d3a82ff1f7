"""Brothers and sisters who start together: who belongs to whom, and birthdays that can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.life.looked_after.definition import AGES, Season

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.rows import Days, Ints

_ROUNDS = 12
_UPPER = np.append(AGES[1:], 18).astype(np.float64)
_YEAR = 365.25
# How ages lie within their group, as a power of an even draw: below 1 towards the oldest.
_SLOPE = np.array([1.8, 0.85, 0.8, 0.75, 1.0])


@dataclass(frozen=True)
class Siblings:
    """Children in their families, families numbered from 0.

    Attributes:
        family: Family of each child.
        age_days: Age of each at the start, in days.
        oldest: Age group of the oldest child of each family.
        size: Children of each family.
    """

    family: Ints
    age_days: Ints
    oldest: Ints
    size: Ints

    @property
    def families(self) -> int:
        """How many families there are."""
        return len(self.size)

    def births(self, start: Days) -> Days:
        """Return the days of birth by the days of the start."""
        return np.asarray(start - self.age_days)


def make_siblings(season: Season, group: Ints) -> Siblings:
    """Return ages and families of children by their age groups (positions in AGES).

    Siblings are near in age; births too near to be of one mother are made twins or another family.
    """
    rng, count = season.rng, len(group)
    age = _ages(season, group)
    near = age + rng.normal(0, season.assumed["sibling_age_spread"] * _YEAR, count)
    family = np.empty(count, dtype=np.int64)
    family[np.argsort(near, kind="stable")] = _runs(season, count)
    age, family = _apart(season, age, group, family)
    _, family = np.unique(family, return_inverse=True)
    size = np.bincount(family)
    oldest = np.zeros(len(size), dtype=np.int64)
    np.maximum.at(oldest, family, group)
    return Siblings(family, age, oldest, size)


def _ages(season: Season, group: Ints) -> Ints:
    """Return ages in days: newborns many, and within the other groups evenly or sloped."""
    rng, assumed = season.rng, season.assumed
    part = rng.random(len(group)) ** _SLOPE[group]
    low, high = np.ceil(AGES[group] * _YEAR) + 1, np.floor(_UPPER[group] * _YEAR) - 2
    low = np.where(group == 0, 0, low)
    age = np.floor(low + part * (high - low))
    newborn = (group == 0) & (rng.random(len(group)) < assumed["baby_at_birth"])
    days = np.minimum(rng.exponential(assumed["baby_at_birth_days"], len(group)), 60)
    return np.where(newborn, days, age).astype(np.int64)


def _runs(season: Season, count: int) -> Ints:
    """Return family numbers in runs of the sizes of families."""
    sizes = season.odds("family_size").draw(season.rng, count).astype(np.int64)
    return np.repeat(np.arange(count), sizes)[:count]


def _apart(season: Season, age: Ints, group: Ints, family: Ints) -> tuple[Ints, Ints]:
    order = np.lexsort((age, family))
    gap = np.diff(age[order], prepend=-(10**6))
    together = np.diff(family[order], prepend=-1) == 0
    same_group = np.diff(group[order], prepend=-1) == 0
    twin = together & same_group & (gap <= season.assumed["twin_days"])
    age, family = age.copy(), family.copy()
    # Of triplets drawn in a row only the second is a twin; the third leaves the family below.
    twin &= ~np.concatenate([[False], twin[:-1]])[: len(twin)]
    age[order[twin]] = age[order[np.flatnonzero(twin) - 1]]
    return age, _part_too_near(season, age, family)


def _part_too_near(season: Season, age: Ints, family: Ints) -> Ints:
    """Let those born too soon after a sibling, who are no twins, change families among themselves.

    Who still fits nowhere after some rounds gets a family of their own.
    """
    least, spread = season.assumed["sibling_gap_days"], season.assumed["sibling_age_spread"]
    for _ in range(_ROUNDS):
        near = _too_near(age, family, least)
        aside = age[near] + season.rng.normal(0, spread * _YEAR, len(near))
        near = near[np.argsort(aside, kind="stable")]
        family[near] = np.roll(family[near], 1)
    fresh = family.max(initial=-1) + 1
    while len(alone := _too_near(age, family, least)):
        family[alone] = fresh + np.arange(len(alone))
        fresh += len(alone)
    return family


def _too_near(age: Ints, family: Ints, least: float) -> Ints:
    """Return the younger of each two siblings who are born too near to each other and no twins."""
    order = np.lexsort((age, family))
    gap = np.diff(age[order], prepend=-(10**6))
    near = (np.diff(family[order], prepend=-1) == 0) & (gap > 0) & (gap < least)
    return np.asarray(order[near])
