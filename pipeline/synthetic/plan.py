"""What is asked for: which local authorities and years, how many children, how many faults, which seed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

LAST_YEAR = 2025  # the newest collection year with published figures to be like
_TROUBLE = 0.2


@dataclass(frozen=True)
class Calendar:
    """The collection years that are made: a year is named after the 31 March on which it ends.

    Attributes:
        first_year: First collection year.
        last_year: Last collection year; the simulation knows nothing of what comes after it.
    """

    first_year: int
    last_year: int

    @property
    def years(self) -> tuple[int, ...]:
        """The collection years in order."""
        return tuple(range(self.first_year, self.last_year + 1))

    @property
    def first_day(self) -> np.datetime64:
        """1 April on which the first year begins."""
        return first_day_of(self.first_year)

    @property
    def last_day(self) -> np.datetime64:
        """31 March on which the last year ends."""
        return last_day_of(self.last_year)


def first_day_of(year: int) -> np.datetime64:
    """Return the 1 April on which a collection year begins."""
    return np.datetime64(f"{year - 1}-04-01", "D")


def last_day_of(year: int) -> np.datetime64:
    """Return the 31 March on which a collection year ends."""
    return np.datetime64(f"{year}-03-31", "D")


@dataclass(frozen=True)
class Authority:
    """A local authority of the country that is made.

    Attributes:
        la_code: Its ONS code.
        dfe_la_code: The Department's three digits.
        la_name: Its name.
        region_code: ONS code of its region.
        first_year: First collection year that it returns in its present form.
    """

    la_code: str
    dfe_la_code: str
    la_name: str
    region_code: str
    first_year: int


@dataclass(frozen=True)
class Plan:
    """What is asked for.

    Attributes:
        authorities: The local authorities, by code.
        calendar: The collection years.
        scale: How many children for each real one.
        fault_rate: Share of rows that are given a fault, 0 for none.
        troubled: Returns (LA code, collection year) of which every fifth row is given one.
        seed: Same seed, same bytes.
    """

    authorities: tuple[Authority, ...]
    calendar: Calendar
    scale: float = 1.0
    fault_rate: float = 0.0
    troubled: frozenset[tuple[str, int]] = frozenset()
    seed: int = 7

    def fault_rate_of(self, la_code: str, year: int) -> float:
        """Return the share of rows of one return that are given a fault."""
        return _TROUBLE if (la_code, year) in self.troubled else self.fault_rate
