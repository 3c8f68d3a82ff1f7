"""Columns of the simulated life as Arrow columns, for extracts and known answers: what stands for "none" becomes blank.

What belongs here: one array in, one Arrow array out. What does not: which columns a table has, texts (`writing`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from pipeline.synthetic.chance.align import OPEN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Floats, Ints

_LAST_OF_ASCII = 127


def days(values: Days) -> pa.Array:
    """Return days as date32; OPEN is blank."""
    since_1970 = values.astype("datetime64[D]").astype(np.int64).astype(np.int32)
    return pa.array(since_1970, pa.int32(), mask=values == OPEN).view(pa.date32())


def codes(values: Codes) -> pa.Array:
    """Return codes and other texts as strings; "" is blank."""
    width = values.dtype.itemsize // 4
    if not len(values) or not width:
        return pa.nulls(len(values), pa.string())
    letters = np.ascontiguousarray(values).view(np.uint32).reshape(len(values), width)
    if letters.max() > _LAST_OF_ASCII:
        return pa.array(values, pa.string(), mask=values == "")
    return _ascii(letters)


def _ascii(letters: NDArray[np.uint32]) -> pa.Array:
    """Return rows of letters, zeros after the last, as strings; Arrow itself takes 170 ns a code (November 2026)."""
    is_letter = letters != 0
    lengths = is_letter.sum(axis=1, dtype=np.int32)
    offsets = np.zeros(len(letters) + 1, dtype=np.int32)
    np.cumsum(lengths, out=offsets[1:])
    return pa.StringArray.from_buffers(
        len(letters),
        pa.py_buffer(offsets),
        pa.py_buffer(letters[is_letter].astype(np.uint8)),
        pa.py_buffer(np.packbits(lengths > 0, bitorder="little")),
        int((lengths == 0).sum()),
    )


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
