"""Birthdays: the day on which a child reaches an age."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.rows import Days


def birthday(birth_date: Days, age: int) -> Days:
    """Return the day on which each reaches an age; who was born on 29 February does on 28 February of a common year.

    pandas and SQL, which read the files, count so too.
    """
    month = birth_date.astype("datetime64[M]")
    day = (birth_date - month.astype("datetime64[D]")).astype(np.int64)
    then = month + 12 * age
    last = ((then + 1).astype("datetime64[D]") - then.astype("datetime64[D]")).astype(np.int64) - 1
    return np.asarray(then.astype("datetime64[D]") + np.minimum(day, last))
