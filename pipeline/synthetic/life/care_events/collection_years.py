"""The collection years in which whole columns of days lie.

What belongs here: 31 Marches. What does not: ages (`life.birthday`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.rows import Days, Ints


def collection_year(day: Days) -> Ints:
    """Return the collection years in which days lie."""
    # A collection year begins on 1 April: nine months on, it is the calendar year.
    years: Ints = (day.astype("datetime64[M]") + 9).astype("datetime64[Y]").astype(np.int64) + 1970
    return years


def last_days(year: Ints) -> Days:
    """Return the 31 March on which each collection year ends."""
    april = (12 * (year - 1970) + 3).astype("datetime64[M]")
    return april.astype("datetime64[D]") - 1
