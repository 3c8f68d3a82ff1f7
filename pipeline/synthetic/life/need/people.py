"""Who the children of the cases are: births that fit all their cases, families, identities.

What belongs here: children not looked after. What does not: those who are, which an earlier stage made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.definition.children import Children
from pipeline.synthetic.life.definition.ground import Ground
from pipeline.synthetic.life.identity import home_postcodes, la_child_ids, upn_days, upns
from pipeline.synthetic.life.need.care_cases import MOST_DAYS_UNBORN
from pipeline.synthetic.life.need.figures import flip

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.rows import Codes, Days, Ints
    from pipeline.synthetic.life.need.draft import Drafts
    from pipeline.synthetic.life.need.figures import Figures

_BAND_END = {"0": 1, "1": 5, "5": 10, "10": 16, "16": 18}
_YEAR_DAYS = 365.25
_LONG_AGO = np.datetime64("1900-01-01", "D")
_OLDEST_AT_REFERRAL_DAYS = int(17.75 * _YEAR_DAYS)
_SIBLING_DAYS = (300, 1300)  # between two births of one mother


@dataclass(frozen=True)
class People:
    """The children of the cases and whose each case is.

    Attributes:
        children: The looked after ones first.
        of_case: Row of the child of each case.
    """

    children: Children
    of_case: Ints


def make_people(figures: Figures, looked_after: Children, drafts: Drafts, root: Ints) -> People:
    """Return the children of all cases.

    Args:
        figures: The local authority.
        looked_after: The children known so far.
        drafts: All cases.
        root: The first case of the child of each case.
    """
    rng = figures.ground.stream("need: people")
    of_case = _whose(looked_after, drafts, root)
    new = np.flatnonzero((root == np.arange(len(root))) & (of_case >= len(looked_after)))
    last = np.full(len(looked_after) + len(new), _LONG_AGO)
    np.maximum.at(last, of_case, drafts.referral_date)
    family = _families(looked_after, drafts, root, of_case)[new]
    births = _births(rng, figures, (drafts.referral_date[new], last[len(looked_after) :]), family)
    added = _children(rng, figures.ground, looked_after, births, family)
    ethnicity = _ethnicities(rng, figures, looked_after, family)
    sex = figures.shares("sex").draw(rng, len(new))
    added = added.replace(sex=sex, ethnicity=ethnicity)
    return People(Children.concat([looked_after, added]), of_case)


def _whose(looked_after: Children, drafts: Drafts, root: Ints) -> Ints:
    """Return the child of each case: a looked after one where a case of the same root is of care, else a new one."""
    known = np.full(len(root), -1)
    np.maximum.at(known, root, drafts.child)
    new = np.flatnonzero((root == np.arange(len(root))) & (known < 0))
    known[new] = len(looked_after) + np.arange(len(new))
    return np.asarray(known[root])


def _families(looked_after: Children, drafts: Drafts, root: Ints, of_case: Ints) -> Ints:
    """Return the family of each case: siblings first referred together, with a looked after child's family if any."""
    first = drafts.group[root]
    taken = int(looked_after.family.max(initial=-1)) + 1
    known = np.full(int(first.max(initial=-1)) + 1, -1)
    care = np.flatnonzero(of_case < len(looked_after))
    known[first[care]] = looked_after.family[of_case[care]]
    return np.asarray(np.where(known[first] >= 0, known[first], taken + first))


def _births(
    rng: np.random.Generator, figures: Figures, referred: tuple[Days, Days], family: Ints
) -> Days:
    """Return births: of published ages, the children not yet of age at the last referral, siblings some time apart."""
    first, last = referred
    ages = figures.assumed_shares("referral_age").draw(rng, len(first))
    days = np.zeros(len(first))
    for band, end in _BAND_END.items():
        rows = np.flatnonzero(ages == band)
        days[rows] = (int(band) + rng.random(len(rows)) * (end - int(band))) * _YEAR_DAYS
    unborn = ages == "unborn"
    days[unborn] = -7 - rng.integers(0, MOST_DAYS_UNBORN - 14, int(unborn.sum()))
    births = first - np.floor(days).astype(np.int64)
    earliest = last - _OLDEST_AT_REFERRAL_DAYS
    births = _spaced(rng, np.maximum(births, earliest), family, earliest)
    return np.minimum(births, first + MOST_DAYS_UNBORN)


def _spaced(rng: np.random.Generator, births: Days, family: Ints, earliest: Days) -> Days:
    """Return births of which those of one family are of twins or far enough apart, changing the older ones."""
    order = np.lexsort((-births.astype(np.int64), family))
    days, family, earliest = births[order], family[order], earliest[order]
    older = np.zeros(len(days), dtype=bool)
    older[1:] = family[1:] == family[:-1]
    begins = np.maximum.accumulate(np.where(older, 0, np.arange(len(days))))
    rank = np.arange(len(days)) - begins
    for place in range(1, int(rank.max(initial=0)) + 1):
        rows = np.flatnonzero(rank == place)
        younger = days[rows - 1]
        apart = younger - rng.integers(*_SIBLING_DAYS, len(rows))
        near = (younger - days[rows]).astype(np.int64) < _SIBLING_DAYS[0]
        day = np.where(near, apart, days[rows])
        days[rows] = np.where(
            near & (day < earliest[rows]), np.maximum(younger, earliest[rows]), day
        )
    births = births.copy()
    births[order] = days
    return births


def _children(
    rng: np.random.Generator, ground: Ground, looked_after: Children, births: Days, family: Ints
) -> Children:
    count = len(births)
    numbers = len(looked_after) + np.arange(count)
    number = ground.calibration.number
    since = upn_days(rng, births)
    upn = np.where(
        flip(rng, number("need", "upn_missing_share"), count) == 1,
        "",
        upns(ground, numbers, births),
    )
    former = np.full(count, "", dtype=upn.dtype)
    renamed = np.flatnonzero(
        (flip(rng, number("need", "upn_former_share"), count) == 1) & (upn != "")
    )
    former[renamed] = upns(ground, numbers[renamed], births[renamed], former=True)
    return Children(
        la_child_id=la_child_ids(ground, numbers),
        birth_date=births,
        death_date=np.full(count, OPEN),
        sex=np.full(count, "M"),
        ethnicity=np.full(count, ""),
        family=family,
        home_postcode=_homes(rng, ground, looked_after, family),
        is_uasc=np.zeros(count, dtype=bool),
        uasc_ceased_date=np.full(count, OPEN),
        mothers_child_birth_date=np.full(count, OPEN),
        upn=upn,
        upn_from_date=np.where(upn == "", OPEN, since),
        former_upn=former,
    )


def _homes(rng: np.random.Generator, ground: Ground, looked_after: Children, family: Ints) -> Codes:
    """Return homes: those of the looked after brother or sister, else one a family."""
    _, compact = np.unique(family, return_inverse=True)
    made = home_postcodes(ground, rng, compact)
    return _theirs(looked_after.family, looked_after.home_postcode, family, made)


def _ethnicities(
    rng: np.random.Generator, figures: Figures, looked_after: Children, family: Ints
) -> Codes:
    kinds, compact = np.unique(family, return_inverse=True)
    made = figures.shares("ethnicity").draw(rng, len(kinds))[compact]
    return _theirs(looked_after.family, looked_after.ethnicity, family, made)


def _theirs(known_family: Ints, known: Codes, family: Ints, made: Codes) -> Codes:
    """Return what is known of each family, else what was made."""
    if not len(known_family):
        return made
    order = np.argsort(known_family, kind="stable")
    at = np.minimum(np.searchsorted(known_family[order], family), len(order) - 1)
    same = (known_family[order][at] == family) & (known[order][at] != "")
    return np.where(same, known[order][at], made)
