"""Birthdays and ages of whole columns of dates.

What belongs here: the reckoning with dates of birth. What does not: what an age means for an event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.synthetic.life.definition import Codes, Days, Ints


def birthday(birth: Days, age: int | Ints) -> Days:
    """Return the days on which children reach an age; 28 February in a short year for one born on the 29th."""
    month = birth.astype("datetime64[M]")
    day = birth - month.astype("datetime64[D]")
    then = month + 12 * age
    last = (then + 1).astype("datetime64[D]") - 1
    found: Days = np.minimum(then.astype("datetime64[D]") + day, last)
    return found


def age_on(birth: Days, day: Days | np.datetime64) -> Ints:
    """Return completed years on a day; negative before birth."""
    years = np.asarray(
        np.asarray(day).astype("datetime64[Y]") - birth.astype("datetime64[Y]")
    ).astype(np.int64)
    return years - (birthday(birth, years) > day)


def band_of(age: Ints, lower: NDArray[np.int64], names: Codes) -> Codes:
    """Return the name of the age band of each age, given the rising lowest ages of the bands."""
    return names[np.maximum(np.searchsorted(lower, age, side="right") - 1, 0)]


def collection_year(day: Days) -> Ints:
    """Return the collection years in which days lie."""
    # A collection year begins on 1 April: nine months on, it is the calendar year.
    years: Ints = (day.astype("datetime64[M]") + 9).astype("datetime64[Y]").astype(np.int64) + 1970
    return years


def last_days(year: Ints) -> Days:
    """Return the 31 March on which each collection year ends."""
    april = (12 * (year - 1970) + 3).astype("datetime64[M]")
    return april.astype("datetime64[D]") - 1
