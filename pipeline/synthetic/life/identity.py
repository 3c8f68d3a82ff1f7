"""What identifies made children: ids, pupil numbers, homes, ethnicity.

A child's number in its local authority, which never repeats, gives all that must be unique: children who were looked
after have the first numbers, others those that follow. What does not belong here: what happens to children.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.calibration.load import Shares
from pipeline.synthetic.chance.stream import stream
from pipeline.synthetic.life.birthday import birthday
from pipeline.synthetic.life.geography import geography_of

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Days, Ints

# DfE's check letter: the twelve characters weighted 2 to 13, summed, modulo 23.
_CHECK_LETTERS = np.array(list("ABCDEFGHJKLMNPQRTUVWXYZ"))
_NUMBERS = 10**6  # how many pupil numbers, and ids, an authority has
_ID_STYLES = ("", "C", "P", "CH", "M")
_SCHOOL_AGE = 4


def la_child_ids(ground: Ground, numbers: Ints) -> Codes:
    """Return the ids of children in the authority's case system by their numbers, all different.

    The form is the authority's own, and neighbouring numbers have ids far apart.
    """
    rng = stream(0, "child id", ground.la_code)
    style = _ID_STYLES[int(rng.integers(len(_ID_STYLES)))]
    first = 10 ** (6 if style else 7) * int(rng.integers(2, 9))
    return np.char.add(style, (first + _scattered(rng, numbers)).astype("U8"))


def upns(ground: Ground, numbers: Ints, births: Days, *, former: bool = False) -> Codes:
    """Return unique pupil numbers of a first school in the authority, all different, by children's numbers.

    Args:
        ground: Whose children they are.
        numbers: The children's numbers.
        births: Their births: a pupil number holds the year in which it was given.
        former: Whether earlier numbers are meant, which differ from all others.
    """
    rng = stream(0, "pupil number", ground.la_code)
    scattered = _scattered(rng, numbers)
    school, serial = scattered // 1000 + (3000 if former else 2000), scattered % 1000
    year = (birthday(births, _SCHOOL_AGE).astype("datetime64[Y]").astype(np.int64) + 1970) % 100
    la_code = np.full(len(numbers), int(ground.authority.dfe_la_code))
    digits = np.stack(
        [
            *(la_code // 10**place % 10 for place in (2, 1, 0)),
            *(school // 10**place % 10 for place in (3, 2, 1, 0)),
            *(year // 10**place % 10 for place in (1, 0)),
            *(serial // 10**place % 10 for place in (2, 1, 0)),
        ],
        axis=1,
    )
    letter = _CHECK_LETTERS[(digits * np.arange(2, 14)).sum(axis=1) % len(_CHECK_LETTERS)]
    whole = digits @ 10 ** np.arange(11, -1, -1)
    return np.char.add(letter, whole.astype("U12"))  # DfE's numbers begin at 201: twelve digits


def upn_days(rng: np.random.Generator, births: Days) -> Days:
    """Return the days from which pupil numbers are on record: in the September after the fourth birthday."""
    fourth = birthday(births, _SCHOOL_AGE)
    year = fourth.astype("datetime64[Y]")
    september = (year.astype("datetime64[M]") + 8).astype("datetime64[D]")
    next_one = (year.astype("datetime64[M]") + 20).astype("datetime64[D]")
    start = np.where(fourth < september, september, next_one)
    return np.asarray(start + rng.integers(0, 25, len(births)))


def home_postcodes(ground: Ground, rng: np.random.Generator, families: Ints) -> Codes:
    """Return a home a child, the same for all of a family.

    Args:
        ground: Whose postcodes.
        rng: Source of chance.
        families: Numbers of the families from 0.
    """
    postcodes = geography_of(ground).postcodes_of(ground.la_code)
    home = rng.integers(0, len(postcodes), int(families.max(initial=-1)) + 1)
    return np.asarray(postcodes[home[families]])


def family_ethnicities(
    ground: Ground, rng: np.random.Generator, families: Ints, shares: Shares
) -> Codes:
    """Return an ethnicity a child, the same for all of a family.

    Args:
        ground: Whose children: shares are moved towards what is usual in the region.
        rng: Source of chance.
        families: Numbers of the families from 0.
        shares: Shares of England.
    """
    region = ground.authority.region_code
    odds = ground.calibration.shares("care_assumed", "ethnicity_odds", given=region)
    here = Shares(shares.codes, shares.values * [odds.of(code) for code in shares.codes])
    return np.asarray(here.draw(rng, int(families.max(initial=-1)) + 1)[families])


def _scattered(rng: np.random.Generator, numbers: Ints) -> Ints:
    """Return other numbers below a million, as different as the given ones."""
    # An odd factor that 5 does not divide has an inverse modulo a power of ten: no two numbers meet.
    factor = int(rng.integers(1, _NUMBERS // 20)) * 20 + 3
    return np.asarray((numbers * factor + int(rng.integers(_NUMBERS))) % _NUMBERS)
