"""Whether the dates inside a file fit the year that its folder states.

A file is refused only when it is clearly in the wrong year; single odd dates are a note here and
findings later. What does not belong here: which columns are dates of events (the source's
contract), rules on single rows.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pipeline.errors import RefusedError
from pipeline.sources.contract.dates import parse_date
from pipeline.sources.placing.year_in_name import collection_year_of, format_year

if TYPE_CHECKING:
    from collections.abc import Iterable

# A file of one or two dates proves nothing: a single mistyped date must not refuse it.
_FEWEST_DATES = 3


@dataclass(frozen=True)
class EventDates:
    """The dates of events in a file.

    Attributes:
        counts: How often each date comes.
        has_open_rows: Whether a row is still open (its end date is blank, or the file has no such
            column).
        has_events_in_year: Whether a file of this kind always has a date in its year, or an open
            row.
    """

    counts: Counter[date]
    has_open_rows: bool
    has_events_in_year: bool

    @property
    def total(self) -> int:
        """How many dates there are."""
        return self.counts.total()

    def suggest_year(self) -> int | None:
        """Return the collection year of most of the dates, or None when they say nothing on it."""
        if not self.has_events_in_year or not self.counts:
            return None
        years: Counter[int] = Counter()
        for day, count in self.counts.items():
            years[collection_year_of(day)] += count
        return max(years, key=lambda year: (years[year], year))

    def count_after(self, day: date) -> int:
        """Return how many dates are later than a day."""
        return sum(count for each, count in self.counts.items() if each > day)


def count_dates(values: Iterable[tuple[str, int]]) -> Counter[date]:
    """Return the dates among texts with their counts; what is no date is left out."""
    counts: Counter[date] = Counter()
    for text, count in values:
        day = parse_date(text)
        if day is not None:
            counts[day] += count
    return counts


def check_year(dates: EventDates, year: int) -> tuple[str, ...]:
    """Return notes on dates that do not fit a collection year.

    Raises:
        RefusedError: More than half of the dates are after its end, or all are before its start and
            no row is open.
    """
    after = dates.count_after(date(year, 3, 31))
    if dates.total >= _FEWEST_DATES and 2 * after > dates.total:
        raise _wrong_year(dates, year, f"{after} of {dates.total} dates are after 31 March {year}")
    if dates.total >= _FEWEST_DATES and _all_before(dates, year):
        raise _wrong_year(
            dates, year, f"all {dates.total} dates are before 1 April {year - 1} and no row is open"
        )
    return (f"{after} of {dates.total} dates are after 31 March {year}.",) if after else ()


def _all_before(dates: EventDates, year: int) -> bool:
    if not dates.has_events_in_year or dates.has_open_rows:
        return False
    return max(dates.counts) < date(year - 1, 4, 1)


def _wrong_year(dates: EventDates, year: int, finding: str) -> RefusedError:
    suggestion = dates.suggest_year()
    hint = f" The dates suggest {format_year(suggestion)}." if suggestion else ""
    return RefusedError(
        f"The dates do not fit the year {format_year(year)} that the name states: {finding}.{hint}",
        remedy="Check which year the file is for, and put it in a folder that names that year.",
    )
