"""Reading the figures of `seeds/calibration/`: series by year, shares, durations and single numbers.

Three shapes of seed, told by the end of their name. `*_flow.csv`: a row an LA and collection year, a column a count.
`*_share.csv`: a row an LA (or England), subject, condition (`given`) and code. `*_duration.csv`: a row a subject,
condition and upper bound in days. `*_assumption.csv`: a row a named number, for what nobody publishes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from pipeline.errors import ProjectError
from pipeline.sources.api import read_seed
from pipeline.synthetic.chance.draw import systematic

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

ENGLAND = "E92000001"
_Known = TypeVar("_Known")


@dataclass(frozen=True)
class Shares:
    """Codes with their shares, which sum to 1.

    Attributes:
        codes: The codes, text.
        values: Their shares.
    """

    codes: NDArray[np.str_]
    values: NDArray[np.float64]

    def draw(self, rng: np.random.Generator, count: int) -> NDArray[np.str_]:
        """Return codes in random order, each within one of `count` times its share."""
        return self.codes[systematic(rng, self.values, count)]

    def of(self, code: str) -> float:
        """Return the share of a code, 0 when it is not among them."""
        return float(self.values[self.codes == code].sum())


@dataclass(frozen=True)
class Durations:
    """How long spells last: bands with the share of spells that end in each.

    Attributes:
        bounds: Upper bound of each band in days, rising; the first band begins at `least`.
        values: Share of spells that end in each band, summing to 1.
        least: Lower bound of the first band in days.
    """

    bounds: NDArray[np.float64]
    values: NDArray[np.float64]
    least: float = 0.0

    def draw(self, rng: np.random.Generator, count: int) -> NDArray[np.int64]:
        """Return whole days: each band as often as its share, evenly within a band."""
        band = systematic(rng, self.values, count)
        low = np.concatenate(([self.least], self.bounds[:-1]))[band]
        return np.floor(low + rng.random(count) * (self.bounds[band] - low)).astype(np.int64)


@dataclass(frozen=True)
class Calibration:
    """The figures of a folder of calibration seeds; each is read once.

    Attributes:
        folder: `seeds/calibration`.
    """

    folder: Path

    def flow(self, topic: str, la_code: str, name: str) -> dict[int, float]:
        """Return a count of an LA by collection year, only for years for which it is published.

        Raises:
            ProjectError: There is no such seed or column.
        """
        rows = _by_la(self.folder, f"{topic}_flow").get(la_code, [])
        return {int(row["collection_year"]): float(row[name]) for row in rows if row[name]}

    def series(
        self, topic: str, la_code: str, name: str, *, years: Sequence[int]
    ) -> dict[int, float]:
        """Return a count of an LA for every year: where it is not published, it moves as England's does.

        Raises:
            ProjectError: There is no such seed or column, or neither the LA nor England has any figure.
        """
        known, england = self.flow(topic, la_code, name), self.flow(topic, ENGLAND, name)
        if not known or not england:
            raise ProjectError(
                f"seeds/calibration/{topic}_flow.csv has no {name} for {la_code} or England.",
                remedy="Make the seeds again with `python -m pipeline.synthetic.calibration FOLDER`, "
                "the folder that has the published releases, or correct the code.",
            )
        return {year: _estimate(known, england, year) for year in years}

    def shares(
        self, topic: str, subject: str, *, given: str = "", la_code: str = ENGLAND
    ) -> Shares:
        """Return the shares of a subject under a condition: the LA's where published, else England's.

        Raises:
            ProjectError: Nothing is known of the subject under that condition.
        """
        return _shares_of(self, topic, (subject, given), la_code)

    def durations(self, topic: str, subject: str, *, given: str = "") -> Durations:
        """Return how long the spells of a subject last.

        Raises:
            ProjectError: Nothing is known of the subject under that condition.
        """
        return _durations_of(self, topic, (subject, given))

    def number(self, topic: str, name: str) -> float:
        """Return a single number that is assumed.

        Raises:
            ProjectError: There is no such number.
        """
        return _number_of(self, topic, name)


@cache
def _shares_of(figures: Calibration, topic: str, key: tuple[str, str], la_code: str) -> Shares:
    seed = f"{topic}_share"
    shares = _shares(figures.folder, seed)
    known = shares.get((la_code, *key), shares.get((ENGLAND, *key)))
    rows = _found(known, seed, f"{key[0]} given {key[1]!r}")
    return Shares(np.array([code for code, _ in rows]), _parts(value for _, value in rows))


@cache
def _durations_of(figures: Calibration, topic: str, key: tuple[str, str]) -> Durations:
    seed = f"{topic}_duration"
    known = _durations(figures.folder, seed).get(key)
    rows = _found(known, seed, f"{key[0]} given {key[1]!r}")
    return Durations(np.array([bound for bound, _ in rows]), _parts(value for _, value in rows))


@cache
def _number_of(figures: Calibration, topic: str, name: str) -> float:
    seed = f"{topic}_assumption"
    return _found(_numbers(figures.folder, seed).get(name), seed, name)


def _found(known: _Known | None, seed: str, what: str) -> _Known:
    """Return what a seed says of something, or say that it says nothing."""
    if known is None:
        raise ProjectError(
            f"seeds/calibration/{seed}.csv has no {what}.",
            remedy="Add its rows, with their source or reason, or correct the name.",
        )
    return known


def _parts(values: Iterable[float]) -> NDArray[np.float64]:
    """Return shares that sum to 1, which nobody may change: all who ask are given the same."""
    shares = np.array(list(values))
    shares /= shares.sum()
    shares.flags.writeable = False
    return shares


def _estimate(known: dict[int, float], england: dict[int, float], year: int) -> float:
    if year in known:
        return known[year]
    both = sorted(set(known) & set(england)) or sorted(known)
    nearest = min(both, key=lambda one: abs(one - year))
    year_known = min(england, key=lambda one: abs(one - year))
    base = england.get(nearest)
    return known[nearest] * (england[year_known] / base if base else 1.0)


@cache
def _by_la(folder: Path, name: str) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in read_seed(folder, name):
        found.setdefault(row["la_code"], []).append(row)
    return found


@cache
def _shares(folder: Path, name: str) -> dict[tuple[str, str, str], list[tuple[str, float]]]:
    found: dict[tuple[str, str, str], list[tuple[str, float]]] = {}
    for row in read_seed(folder, name):
        key = (row["la_code"], row["subject"], row["given"])
        found.setdefault(key, []).append((row["code"], float(row["share"])))
    return found


@cache
def _durations(folder: Path, name: str) -> dict[tuple[str, str], list[tuple[float, float]]]:
    found: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for row in read_seed(folder, name):
        key = (row["subject"], row["given"])
        found.setdefault(key, []).append((float(row["up_to_days"]), float(row["share"])))
    return found


@cache
def _numbers(folder: Path, name: str) -> dict[str, float]:
    return {row["name"]: float(row["value"]) for row in read_seed(folder, name)}
