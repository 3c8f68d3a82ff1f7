"""The tables of the simulation of starts and ends before it is cut to the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.birthday import age_on
from pipeline.synthetic.life.definition.rows import Rows

if TYPE_CHECKING:
    from pipeline.synthetic.calibration.load import Calibration, Shares
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Floats, Ints

AGES = np.array([0, 1, 5, 10, 16])  # youngest age of the groups at the start
LEAVING_AGES = np.array([0, 1, 5, 10, 16, 17, 18])
TOPIC, ASSUMED = "care", "care_assumed"
# The years that the seed's shares of an era are of.
ERA_YEARS = {"to 2020": (2018, 2020), "from 2021": (2021, 2022)}
_LAST = "from 2021"


@dataclass(frozen=True)
class Spells(Rows):
    """One row a period of care; `child` is the number of the child, from 0 in the first year of the burn-in."""

    child: Ints
    birth: Days
    sex: Codes
    is_uasc: Flags
    family: Ints
    start: Days
    end: Days
    need: Codes
    status: Codes
    reason: Codes
    entry: Ints

    @classmethod
    def none(cls) -> Spells:
        """Return no rows."""
        days, ints = np.zeros(0, dtype="datetime64[D]"), np.zeros(0, dtype=np.int64)
        codes = np.zeros(0, dtype="U4")
        flags = np.zeros(0, dtype=np.bool_)
        return cls(ints, days, codes, flags, ints, days, days, codes, codes, codes, ints)


@dataclass(frozen=True)
class Assumptions:
    """The assumed numbers of care, by name."""

    calibration: Calibration

    def __getitem__(self, name: str) -> float:
        return self.calibration.number(TOPIC, name)


@dataclass(frozen=True)
class Season:
    """One year of the simulation.

    Attributes:
        ground: What all stands on.
        rng: Chance of this stage.
        year: The collection year.
        first_day: Its 1 April.
        last_day: Its 31 March.
    """

    ground: Ground
    rng: np.random.Generator
    year: int
    first_day: np.datetime64
    last_day: np.datetime64

    @property
    def assumed(self) -> Assumptions:
        """The assumed numbers."""
        return Assumptions(self.ground.calibration)

    @property
    def era(self) -> str:
        """The years for which shares hold."""
        return next(
            era for era, years in ERA_YEARS.items() if self.year <= years[1] or era == _LAST
        )

    def shares(self, subject: str, given: str = "") -> Shares:
        """Return published shares, the authority's where there are any."""
        return self.ground.calibration.shares(
            TOPIC, subject, given=given, la_code=self.ground.la_code
        )

    def odds(self, subject: str, given: str = "") -> Shares:
        """Return assumed shares or odds."""
        return self.ground.calibration.shares(ASSUMED, subject, given=given)


def open_end(count: int) -> Days:
    """Return as many days that have not come yet."""
    return np.full(count, OPEN)


def odds_table(season: Season, subject: str, given: list[str], codes: list[str]) -> Floats:
    """Return assumed odds as a table, a row a condition and a column a code, 0 where a code is not possible."""
    return _table(season.ground.calibration, subject, tuple(given), tuple(codes))


@cache
def _table(
    calibration: Calibration, subject: str, given: tuple[str, ...], codes: tuple[str, ...]
) -> Floats:
    rows = [calibration.shares(ASSUMED, subject, given=condition) for condition in given]
    return np.array([[shares.of(code) for code in codes] for shares in rows])


def age_group(birth: Days, day: Days) -> Ints:
    """Return the position in AGES of the age on a day."""
    return np.searchsorted(AGES, age_on(birth, day), side="right") - 1
