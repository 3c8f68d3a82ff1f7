"""Draws that the events have in common: published rates of an LA, and places among others that last over the years.

What belongs here: how a rate or a share becomes a choice of children. What does not: any one event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.calibration.load import ENGLAND
from pipeline.synthetic.chance.draw import choose, systematic

if TYPE_CHECKING:
    from pipeline.synthetic.calibration.load import Shares
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Flags, Floats, Ints

TOPIC = "care_event"
ASSUMED = "care_event_assumed"


def published_rate(ground: Ground, part: str, whole: str, year: int) -> float:
    """Return one published count over another: the LA's of the nearest year, moved on as England's moved.

    A suppressed count is one to five: England's rate within that. Where the LA has nothing, England's rate. A number
    above 1 may come out where the counts are not parts of one another.

    Args:
        ground: Whose figures.
        part: Column of `care_event_flow.csv` above the line.
        whole: Column below the line.
        year: Collection year.
    """
    england = _rates(ground, part, whole)
    known = _own_rates(ground, part, whole, england)
    in_year = _nearest(england, year)
    if not known:
        return england[in_year]
    nearest = _nearest(known, year)
    if nearest == year:
        return known[year]
    base = england[_nearest(england, nearest)]
    return known[nearest] * (england[in_year] / base if base else 1.0)


def pick(rng: np.random.Generator, chances: Floats, rate: float) -> Flags:
    """Choose a share of the rows, likelier where the chance is greater, in the end about `rate` of all rows.

    Args:
        rng: Source of chance.
        chances: Relative chance of each row; 0 is never chosen.
        rate: Share of all rows to choose, held between 0 and 1.
    """
    found = np.zeros(len(chances), dtype=bool)
    wanted = min(max(rate, 0.0), 1.0) * len(chances)
    if wanted > len(chances) / 2:
        # Those left out are fewer: choose them, each the likelier the smaller its chance.
        left = 1.0 / np.maximum(chances, 1e-9)
        found[:] = True
        found[choose(rng, left, count_of(rng, len(chances) - wanted))] = False
        return found & (chances > 0)
    found[choose(rng, chances, count_of(rng, wanted))] = True
    return found


def ranked(rng: np.random.Generator, shares: Shares, leaning: Floats) -> Codes:
    """Draw codes by their shares and give them in the order of the shares to rows in the order of their leaning.

    With a leaning that a child keeps, the child keeps about its code from year to year.
    """
    drawn = np.sort(systematic(rng, shares.values, len(leaning)))
    codes = np.empty(len(leaning), dtype=shares.codes.dtype)
    codes[np.argsort(leaning, kind="stable")] = shares.codes[drawn]
    return codes


def leaning(rng: np.random.Generator, lasting: Floats, persistence: float) -> Floats:
    """Return a year's leaning: what lasts and what is new of the year, by the share of the first."""
    fresh: Floats = rng.random(len(lasting))
    return persistence * lasting + (1.0 - persistence) * fresh


def by_group(rng: np.random.Generator, groups: Codes, shares: dict[str, Shares]) -> Codes:
    """Draw a code for each row from the shares of its group, each group by itself."""
    codes = np.full(len(groups), "", dtype="U12")
    for name, share in shares.items():
        rows = np.flatnonzero(groups == name)
        codes[rows] = share.draw(rng, len(rows))
    return codes


def band_of(age: Ints, lower: Ints, names: Codes) -> Codes:
    """Return the name of the age band of each age, given the rising lowest ages of the bands."""
    return names[np.maximum(np.searchsorted(lower, age, side="right") - 1, 0)]


def numbers_by(ground: Ground, subject: str, groups: Codes) -> Floats:
    """Return for each row the share of code 1 of a subject in its group."""
    names, which = np.unique(groups, return_inverse=True)
    values = [ground.calibration.shares(TOPIC, subject, given=str(one)).of("1") for one in names]
    found: Floats = np.array(values, dtype=np.float64)[which] if len(names) else np.zeros(0)
    return found


def count_of(rng: np.random.Generator, wanted: float) -> int:
    """Return a whole number near the wanted one, up or down by chance on its fraction."""
    return int(np.floor(wanted + rng.random()))


def _rates(ground: Ground, part: str, whole: str) -> dict[int, float]:
    above, below = (ground.calibration.flow(TOPIC, ENGLAND, one) for one in (part, whole))
    return {year: count / below[year] for year, count in above.items()}


def _own_rates(
    ground: Ground, part: str, whole: str, england: dict[int, float]
) -> dict[int, float]:
    above, below = (ground.calibration.flow(TOPIC, ground.la_code, one) for one in (part, whole))
    return {
        year: above.get(year, min(max(england[_nearest(england, year)] * of, 1.0), 5.0)) / of
        for year, of in below.items()
        if of
    }


def _nearest(known: dict[int, float], year: int) -> int:
    return min(known, key=lambda one: (abs(one - year), one))
