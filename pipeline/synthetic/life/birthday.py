"""Birthdays and ages on days, for arrays of days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.rows import Days, Ints


def birthday(birth: Days, years: Ints | int) -> Days:
    """Return the days on which children turn so many years; of a 29 February, 1 March in a common year."""
    month = birth.astype("datetime64[M]")
    day = birth - month.astype("datetime64[D]")
    return np.asarray((month + np.asarray(years) * 12).astype("datetime64[D]") + day)


def age_on(birth: Days, day: Days | np.datetime64) -> Ints:
    """Return the age in whole years on a day; negative before the birth."""
    days = np.broadcast_to(np.asarray(day, dtype="datetime64[D]"), birth.shape)
    years = days.astype("datetime64[Y]").astype(np.int64) - birth.astype("datetime64[Y]").astype(
        np.int64
    )
    return np.asarray(years - (birthday(birth, years) > days))
