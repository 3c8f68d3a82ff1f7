"""The disclosure policy as data: reading it, and nothing that applies it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True)
class LevelPolicy:
    """One level of geography: counts in the range are hidden, others rounded, halves up.

    Attributes:
        suppress_from: Smallest count that is hidden.
        suppress_to: Largest count that is hidden.
        round_to: Counts are published to the nearest multiple of this.
        least_las: Figures that cover fewer local authorities than this are not published at all.
    """

    suppress_from: int
    suppress_to: int
    round_to: int
    least_las: int = 1


@dataclass(frozen=True)
class Policy:
    """The policy of each level of geography, by the level's name."""

    levels: Mapping[str, LevelPolicy]


def load_policy(seeds: Path) -> Policy:
    """Read `disclosure_policy.csv` from the folder of seeds.

    Raises:
        ProjectError: The file is missing, empty, or holds a row that is not a sensible policy.
    """
    path = seeds / "disclosure_policy.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            levels = {row["geography_level"]: _read_level(row) for row in csv.DictReader(file)}
    except (OSError, KeyError, ValueError) as error:
        raise _unreadable(f"cannot be read ({type(error).__name__}: {error})") from error
    if not levels:
        raise _unreadable("has no row")
    return Policy(levels)


def _read_level(row: Mapping[str, str]) -> LevelPolicy:
    level = LevelPolicy(
        suppress_from=int(row["suppress_from"]),
        suppress_to=int(row["suppress_to"]),
        round_to=int(row["round_to"]),
        least_las=int(row["least_las"]),
    )
    if not 1 <= level.suppress_from <= level.suppress_to or level.round_to < 1:
        raise ValueError(
            f"the row of {row['geography_level']} is not a range from 1 and a rounding from 1"
        )
    return level


def _unreadable(what: str) -> ProjectError:
    return ProjectError(
        f"seeds/disclosure_policy.csv {what}.",
        remedy="Restore it: a row a geography level with suppress_from, suppress_to, round_to, least_las.",
    )
