"""The labels and groups of codes and the bands of numbers, as the lists in `seeds/` give them.

What belongs here: looking up. What does not: any label, and which of them a question is asked by.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from pipeline.errors import ProjectError
from pipeline.sources.api import read_seed

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from pipeline.synthetic.life.definition.rows import Codes

UNKNOWN = "Unknown"


@dataclass(frozen=True)
class Labels:
    """The lists of a folder of seeds.

    Attributes:
        folder: `seeds`.
    """

    folder: Path

    def of(self, seed: str, column: str, codes: Codes, *, code_list: str = "") -> Codes:
        """Return the label or group of each code; Unknown for one that is not in the list.

        Args:
            seed: Name of the seed.
            column: Column that holds the label or group.
            codes: Codes.
            code_list: Which list, in a seed that holds several.

        Raises:
            ProjectError: There is no such seed, or it has no such column.
        """
        labels = _labels(self.folder, seed, column=column, code_list=code_list)
        found, places = np.unique(codes, return_inverse=True)
        named = [labels.get(code, UNKNOWN) for code in found.tolist()]
        return np.array(named, dtype=np.str_)[places] if named else codes

    def band(self, seed: str, column: str, lowest: str, numbers: NDArray[np.generic]) -> Codes:
        """Return the band of each number; Unknown below the first.

        Args:
            seed: Name of the seed.
            column: Column that holds the band.
            lowest: Column that holds the lowest number of each band.
            numbers: Numbers.

        Raises:
            ProjectError: There is no such seed, or it lacks a column.
        """
        rows = sorted((int(row[lowest]), row[column]) for row in _rows(self.folder, seed))
        names = np.array([UNKNOWN, *(name for _, name in rows)], dtype=np.str_)
        least = np.array([number for number, _ in rows])
        return names[np.searchsorted(least, numbers, side="right")]

    def numbers(self, seed: str, *, key: tuple[str, str], year: str, number: str) -> dict[int, int]:
        """Return a number by year for the rows whose column has a value.

        Args:
            seed: Name of the seed.
            key: Column and its value.
            year: Column that holds the year.
            number: Column that holds the number.

        Raises:
            ProjectError: There is no such seed.
        """
        rows = _rows(self.folder, seed)
        return {int(row[year]): int(row[number]) for row in rows if row[key[0]] == key[1]}


@cache
def _rows(folder: Path, seed: str) -> list[dict[str, str]]:
    return read_seed(folder, seed)


@cache
def _labels(folder: Path, seed: str, *, column: str, code_list: str) -> dict[str, str]:
    rows = [row for row in _rows(folder, seed) if row.get("code_list", "") == code_list]
    if not rows or column not in rows[0]:
        raise ProjectError(
            f"The seed {seed}.csv has no {column} of {code_list or 'codes'}.",
            remedy="Restore it from the project's repository.",
        )
    return {row["code"]: row[column] for row in rows}
