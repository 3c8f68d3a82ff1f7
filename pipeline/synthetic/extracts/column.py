"""Columns of the simulated life as columns of an extract: what stands for "none" becomes blank.

What belongs here: one array in, one Arrow array out. What does not: which columns a table has, texts (`writing`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from pipeline.synthetic.chance.align import OPEN

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition import Codes, Days, Flags, Floats, Ints


def days(values: Days) -> pa.Array:
    """Return days as date32; OPEN is blank."""
    return pa.array(values.astype("datetime64[D]"), pa.date32(), mask=values == OPEN)


def codes(values: Codes) -> pa.Array:
    """Return codes and other texts as strings; "" is blank."""
    return pa.array(values, pa.string(), mask=values == "")


def numbers(values: Ints) -> pa.Array:
    """Return whole numbers; -1 is blank."""
    return pa.array(values, pa.int64(), mask=values == -1)


def flags(values: Flags | Ints) -> pa.Array:
    """Return yes and no; where they come as 1, 0 and -1, the last is blank."""
    if values.dtype == np.bool_:
        return pa.array(values, pa.bool_())
    return pa.array(values == 1, pa.bool_(), mask=values == -1)


def amounts(values: Floats) -> pa.Array:
    """Return amounts as decimals; NaN is blank."""
    return pa.array(values, pa.float64(), from_pandas=True)
