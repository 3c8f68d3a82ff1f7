"""The published figures of one local authority as whole numbers by year, at the scale of the plan.

What belongs here: counts to be reached, durations whose bands are an LA's shares. What does not: drawing lives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.calibration.load import ENGLAND, Durations
from pipeline.synthetic.chance.draw import systematic
from pipeline.synthetic.plan import first_day_of, last_day_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.synthetic.calibration.load import Calibration, Shares
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Days, Ints

TOPIC, ASSUMED = "need", "need_assumed"
WARM_UP_YEARS = 5  # a third of the cases open on a day have lasted two years or more


@dataclass(frozen=True)
class Figures:
    """What is published or assumed about the children in need of one local authority.

    Attributes:
        ground: The local authority, the plan, the calibration.
    """

    ground: Ground

    @property
    def all_years(self) -> tuple[int, ...]:
        """The collection years from some before the first of the calendar, for its first day to find cases open."""
        calendar = self.ground.calendar
        return tuple(range(calendar.first_year - WARM_UP_YEARS, calendar.last_year + 1))

    def counts(self, name: str) -> dict[int, int]:
        """Return a published count for every year: where an LA has none, England's rate by its number of children.

        Raises:
            ProjectError: England has none either.
        """
        series = _series(self.ground, name, self.all_years)
        return {year: round(value * self.ground.plan.scale) for year, value in series.items()}

    def percents(self, name: str) -> dict[int, float]:
        """Return a published percentage for every year, England's where an LA has none."""
        calibration, la_code = self.ground.calibration, self.ground.la_code
        known = la_code if calibration.flow(TOPIC, la_code, name) else ENGLAND
        return calibration.series(TOPIC, known, name, years=self.all_years)

    def shares(self, subject: str, *, given: str = "") -> Shares:
        """Return published shares, the LA's where it has any."""
        return self.ground.calibration.shares(
            TOPIC, subject, given=given, la_code=self.ground.la_code
        )

    def assumed_shares(self, subject: str, *, given: str = "") -> Shares:
        """Return assumed shares."""
        return self.ground.calibration.shares(ASSUMED, subject, given=given)

    def bands(self, subject: str, *, least: float = 0.0) -> Durations:
        """Return durations from published shares whose codes are upper bounds."""
        shares = self.shares(subject)
        return Durations(shares.codes.astype(np.float64), shares.values, least)

    def assumed_days(self, subject: str, *, given: str = "") -> Durations:
        """Return assumed durations."""
        return self.ground.calibration.durations(ASSUMED, subject, given=given)

    def number(self, name: str) -> float:
        """Return a single number that is assumed."""
        return self.ground.calibration.number(TOPIC, name)

    def proportion(self, subject: str, code: str) -> float:
        """Return how many of the whole (code "all") a code has, where one case can have several."""
        shares = self.shares(subject)
        return shares.of(code) / shares.of("all")


def _series(ground: Ground, name: str, years: tuple[int, ...]) -> dict[int, float]:
    calibration, la_code = ground.calibration, ground.la_code
    if calibration.flow(TOPIC, la_code, name):
        return calibration.series(TOPIC, la_code, name, years=years)
    england = calibration.series(TOPIC, ENGLAND, name, years=years)
    ours, theirs = (_children(calibration, code, years) for code in (la_code, ENGLAND))
    return {year: england[year] * ours[year] / theirs[year] for year in years}


def _children(calibration: Calibration, la_code: str, years: tuple[int, ...]) -> dict[int, float]:
    return calibration.series(TOPIC, la_code, "children", years=years)


_TABLE_BEGIN = np.datetime64("1980-01-01", "D")
_TABLE_DAYS = 60 * 366
_TABLE = np.arange(_TABLE_BEGIN, _TABLE_BEGIN + _TABLE_DAYS)
# Nine months on, the year that ends on a 31 March is the calendar year before. Looking days up is ten times as fast.
_YEARS = (_TABLE.astype("datetime64[M]") + 9).astype("datetime64[Y]").astype(int) + 1970
_YEAR_ENDS = np.array([last_day_of(year) for year in range(1980, 2050)])


def year_of(days: Days) -> Ints:
    """Return the collection year in which each day lies; of a day after 2039, some year after it."""
    since = (days - _TABLE_BEGIN).astype(np.int64)
    return np.asarray(_YEARS[np.minimum(since, _TABLE_DAYS - 1)])


def year_end(days: Days) -> Days:
    """Return the 31 March on which the collection year of each day ends."""
    return np.asarray(_YEAR_ENDS[year_of(days) - 1980])


def days_of(year: int) -> tuple[np.datetime64, np.datetime64]:
    """Return the first and last day of a collection year."""
    return first_day_of(year), last_day_of(year)


def flip(rng: np.random.Generator, share: float, count: int) -> Ints:
    """Return 1 for as many rows as a share says, at random places, and 0 for the rest."""
    return systematic(rng, np.array([1 - share, share]), count)


def draw_by(rng: np.random.Generator, given: Codes, draw: dict[str, Durations]) -> Ints:
    """Draw days for each row from the durations of its condition."""
    days = np.zeros(len(given), dtype=np.int64)
    for condition, durations in draw.items():
        rows = np.flatnonzero(given == condition)
        days[rows] = durations.draw(rng, len(rows))
    return days


def day_between(rng: np.random.Generator, first: Days, last: Days) -> Days:
    """Return a day from the first to the last of each row; the first where they cross."""
    room = np.maximum((last - first).astype(np.int64), 0)
    return np.asarray(first + np.floor(rng.random(len(room)) * (room + 1)).astype(np.int64))


def open_at(start: Days, stock: Mapping[np.datetime64, int]) -> dict[np.datetime64, int]:
    """Return how many spells of one day or more must be open on each day besides those that begin on it."""
    return {day: count - int((start == day).sum()) for day, count in stock.items()}
