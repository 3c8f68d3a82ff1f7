"""Disclosure policies as data: reading the one that a release follows, and nothing that applies it."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CURRENT_POLICY = "dfe_current"
HIDDEN, ROUNDS_TO_ZERO, NOT_APPLICABLE, NOT_AVAILABLE = "c", "k", "z", "x"
_STANDARD_SYMBOLS = {s: s for s in (HIDDEN, ROUNDS_TO_ZERO, NOT_APPLICABLE, NOT_AVAILABLE)}
_POLICIES, _SYMBOLS = "disclosure_policy.csv", "disclosure_symbol.csv"


@dataclass(frozen=True)
class LevelPolicy:
    """One level of geography: counts in the range are hidden, others rounded, halves up.

    Attributes:
        suppress_from: Smallest count that is hidden.
        suppress_to: Largest count that is hidden.
        suppress_whole_to: A ratio over a count up to this is hidden.
        hides_zero_share: Whether a share of nought is hidden, too, where its denominator is.
        round_to: Counts are published to the nearest multiple of this.
        percent_decimals: Decimals of percentages; None for those that each measure has.
        least_las: Figures that cover fewer local authorities than this are not published at all.
    """

    suppress_from: int
    suppress_to: int
    suppress_whole_to: int
    hides_zero_share: bool
    round_to: int
    percent_decimals: int | None
    least_las: int


@dataclass(frozen=True)
class Policy:
    """What is hidden, and how what is left is written.

    Attributes:
        levels: The policy of each level of geography, by the level's name.
        secondary: Whether more is hidden so that nothing hidden can be worked out.
        symbols: What is written for each symbol of the standard. Without one for what rounds to zero, 0 is written.
    """

    levels: Mapping[str, LevelPolicy]
    secondary: bool = True
    symbols: Mapping[str, str] = field(default_factory=_STANDARD_SYMBOLS.copy)

    @property
    def standard_symbols(self) -> dict[str, str]:
        """The symbol of the standard for each that is written."""
        return {written: standard for standard, written in self.symbols.items()}


def load_policy(seeds: Path, name: str = CURRENT_POLICY) -> Policy:
    """Read a policy and its symbols from the folder of seeds.

    Raises:
        ProjectError: A file is missing, has no such policy, or holds a row of it that is not a sensible policy.
    """
    rows = _read(seeds, _POLICIES, "policy", name)
    try:
        levels = {row["geography_level"]: _read_level(row) for row in rows}
        ((secondary, symbol_set),) = {(row["secondary"], row["symbol_set"]) for row in rows}
    except (KeyError, ValueError) as error:
        raise _unreadable(_POLICIES, f"cannot be read ({type(error).__name__}: {error})") from error
    return Policy(levels, secondary == "true", _read_symbols(seeds, symbol_set))


def _read(seeds: Path, file_name: str, column: str, wanted: str) -> list[dict[str, str]]:
    try:
        with (seeds / file_name).open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row[column] == wanted]
    except (OSError, KeyError) as error:
        raise _unreadable(file_name, f"cannot be read ({type(error).__name__}: {error})") from error
    if not rows:
        raise _unreadable(file_name, f"has no row of the {column} {wanted}")
    return rows


def _read_level(row: Mapping[str, str]) -> LevelPolicy:
    decimals = row["percent_decimals"]
    level = LevelPolicy(
        suppress_from=int(row["suppress_from"]),
        suppress_to=int(row["suppress_to"]),
        suppress_whole_to=int(row["suppress_whole_to"]),
        hides_zero_share=row["hides_zero_share"] == "true",
        round_to=int(row["round_to"]),
        percent_decimals=int(decimals) if decimals else None,
        least_las=int(row["least_las"]),
    )
    if not 1 <= level.suppress_from <= level.suppress_to or level.round_to < 1:
        raise ValueError(
            f"the row of {row['geography_level']} is not a range from 1 and a rounding from 1"
        )
    return level


def _read_symbols(seeds: Path, symbol_set: str) -> dict[str, str]:
    """What is written for each symbol of the standard; of two, the first that the file has."""
    rows = _read(seeds, _SYMBOLS, "symbol_set", symbol_set)
    symbols = {row["standard_symbol"]: row["symbol"] for row in reversed(rows)}
    missing = sorted(set(_STANDARD_SYMBOLS) - {ROUNDS_TO_ZERO} - set(symbols))
    if missing:
        raise _unreadable(_SYMBOLS, f"has no {', '.join(missing)} in the set {symbol_set}")
    return symbols


def _unreadable(file_name: str, what: str) -> ProjectError:
    return ProjectError(
        f"seeds/{file_name} {what}.",
        remedy="Restore it, or name a policy that it holds: its columns stand in the .yaml beside it.",
    )
