"""Birthdays and ages on days, for arrays of days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.rows import Days, Ints


def birthday(birth: Days, years: Ints | int) -> Days:
    """Return the days on which children turn so many years; who was born on 29 February does on a 28 February.

    pandas and DuckDB, which read the files, count so too.
    """
    month = birth.astype("datetime64[M]")
    day = birth - month.astype("datetime64[D]")
    then = month + np.asarray(years) * 12
    last = (then + 1).astype("datetime64[D]") - then.astype("datetime64[D]") - 1
    return np.asarray(then.astype("datetime64[D]") + np.minimum(day, last))


def age_on(birth: Days, day: Days | np.datetime64) -> Ints:
    """Return the age in whole years on a day; negative before the birth."""
    days = np.broadcast_to(np.asarray(day, dtype="datetime64[D]"), birth.shape)
    years = days.astype("datetime64[Y]").astype(np.int64) - birth.astype("datetime64[Y]").astype(
        np.int64
    )
    return np.asarray(years - (birthday(birth, years) > days))
