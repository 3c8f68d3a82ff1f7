"""Rows as columns of equal length, and the types of a column.

A day is numpy's datetime64[D]; spells are half-open, [start, end), and OPEN while they last. A reference to a row of
another table is its position there, -1 for none. Codes are the statutory ones, "" for none. What belongs here: what
all tables of a life have in common. What does not: the tables (their subjects' modules beside this).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Days = NDArray[np.datetime64]
    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Codes = NDArray[np.str_]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Rows:
    """Columns of equal length, one position a row."""

    def __len__(self) -> int:
        return len(getattr(self, fields(self)[0].name))

    def take(self, rows: Ints | Flags) -> Self:
        """Return the rows at positions, or those that a mask marks."""
        return type(self)(**{one.name: getattr(self, one.name)[rows] for one in fields(self)})

    def replace(self, **columns: object) -> Self:
        """Return the same rows with some columns changed."""
        ours = {one.name: getattr(self, one.name) for one in fields(self)}
        return type(self)(**(ours | columns))

    @classmethod
    def concat(cls, parts: Iterable[Self]) -> Self:
        """Return the rows of one table after those of another."""
        parts = list(parts)
        return cls(
            **{
                one.name: np.concatenate([getattr(p, one.name) for p in parts])
                for one in fields(cls)
            }
        )
