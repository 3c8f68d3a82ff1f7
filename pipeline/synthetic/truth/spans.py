"""Ages, months and days between dates, as arrays: the arithmetic that definitions of measures speak of.

What belongs here: arithmetic of dates. What does not: anything about children.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.rows import Days, Flags, Ints

    Day = Days | np.datetime64

ONE_DAY = np.timedelta64(1, "D")


def add_months(days: Day, months: int) -> Days:
    """Return the same day of a later month, or its last day where it has no such day."""
    first = days.astype("datetime64[M]")
    later = first + np.timedelta64(months, "M")
    last = (later + np.timedelta64(1, "M")).astype("datetime64[D]") - ONE_DAY
    return np.minimum(later.astype("datetime64[D]") + (days - first.astype("datetime64[D]")), last)


def completed_months(start: Day, end: Day) -> Ints:
    """Return months between, less one where the day of the month has not come round."""
    months = (end.astype("datetime64[M]") - start.astype("datetime64[M]")).astype(np.int64)
    return np.asarray(months - (_day_of_month(end) < _day_of_month(start)))


def half_months(start: Day, end: Day) -> Ints:
    """Return two for each completed month and one for days over, so that three months and a day are seven."""
    is_over = _day_of_month(end) != _day_of_month(start)
    return np.asarray(2 * completed_months(start, end) + is_over)


def completed_years(start: Day, end: Day) -> Ints:
    """Return completed years, such as an age; one born on 29 February is a year older on 1 March."""
    return np.asarray(completed_months(start, end) // 12)


def collection_years(days: Days) -> Ints:
    """Return the collection year of each day: the year in which the next 31 March falls."""
    months = days.astype("datetime64[M]").astype(np.int64)
    return np.asarray((months - 3) // 12 + 1971)


def year_ends(days: Days) -> Days:
    """Return the 31 March on which the collection year of each day ends."""
    return last_days(collection_years(days))


def last_days(years: Ints) -> Days:
    """Return the 31 March of each collection year."""
    april = (years - 1970).astype("datetime64[Y]").astype("datetime64[M]") + np.timedelta64(3, "M")
    return np.asarray(april.astype("datetime64[D]") - ONE_DAY)


def days_between(start: Day, end: Day) -> Ints:
    """Return days from start to end."""
    return np.asarray((end - start).astype(np.int64))


def days_within(start: Days, end: Days, *, first: np.datetime64, last: np.datetime64) -> Ints:
    """Return how many days of half-open spells lie in a span of days, its first and last day included."""
    inside = days_between(np.maximum(start, first), np.minimum(end, last + ONE_DAY))
    return np.maximum(inside, 0)


def within(days: Days, first: np.datetime64, last: np.datetime64) -> Flags:
    """Return which days lie in a span, its first and last day included."""
    return np.asarray((days >= first) & (days <= last))


def _day_of_month(days: Day) -> Ints:
    first = days.astype("datetime64[M]").astype("datetime64[D]")
    return np.asarray((days - first).astype(np.int64))
