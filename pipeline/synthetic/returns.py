"""Fictional yearly SSDA903 returns, written as an LA would export them, a few faults of the usual kinds among them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import TYPE_CHECKING

from pipeline.synthetic.old_life import Child, Episode, Intake, Weights, make_children

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_YEARS = (2023, 2024, 2025)
_FIRST_YEAR_OF_LETTERS = 2025  # SEX is 1 or 2 to 2023/24, M or F after
_FAULTY_RETURN = ("E08000027", 2023)  # one return that the gate should withhold
_FORMULA = "=1+1"  # what a spreadsheet would run; exports must neutralise it
_HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
_EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
)
_UASC = "CHILD,DOB,SEX,DUC"


@dataclass(frozen=True)
class _Return:
    """The return of one LA for the year that ends on a 31 March."""

    la_code: str
    year: int

    @property
    def first_day(self) -> date:
        return date(self.year - 1, 4, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, 3, 31)

    @property
    def folder(self) -> str:
        return f"{self.la_code}/{self.year - 1}-{self.year % 100:02d}"

    @property
    def fault_rate(self) -> float:
        return 0.2 if (self.la_code, self.year) == _FAULTY_RETURN else 0.006


def write_demo_returns(folder: Path, seeds: Path, *, seed: int = 7, scale: int = 1) -> int:
    """Write three fictional years of some LAs under a folder, one folder an LA and year.

    Args:
        folder: Where to write; made when missing.
        seeds: The project's seeds, for the shares to draw from.
        seed: Same seed, same bytes.
        scale: How many times as many children as the seeds say.

    Returns:
        The number of CSV files that lie there now.
    """
    weights = Weights(seeds)
    for la_code, starts_a_year in weights.of("local_authority").items():
        rng = Random(f"{seed}-{la_code}")  # noqa: S311 - fiction, not cryptography
        intake = Intake(
            prefix=la_code[-3:],
            starts_a_year=starts_a_year * scale,
            first_day=date(_YEARS[0] - 4, 4, 1),
            last_day=date(_YEARS[-1] + 1, 3, 31),
        )
        children = list(make_children(rng, weights, intake))
        for year in _YEARS:
            _write_return(folder, _Return(la_code, year), children, rng)
    _write_stray(folder)
    return sum(1 for _ in folder.rglob("*.csv"))


def _write_return(root: Path, wanted: _Return, children: Sequence[Child], rng: Random) -> None:
    episodes = [(child, episode) for child in children for episode in _in_year(child, wanted)]
    present = list(dict.fromkeys(child for child, _ in episodes))
    headers = [_header_row(child, wanted.year) for child in present]
    rows = [_episode_row(child, episode, wanted.last_day) for child, episode in episodes]
    uasc = [_uasc_row(child, wanted.year) for child in present if child.is_uasc]
    folder = root / wanted.folder
    _write(folder / "header.csv", _HEADER, _with_faults(headers, wanted.fault_rate / 2, rng, 3))
    _write(folder / "episodes.csv", _EPISODES, _with_faults(rows, wanted.fault_rate, rng, 4))
    _write(folder / "uasc.csv", _UASC, uasc)


def _in_year(child: Child, wanted: _Return) -> Iterable[Episode]:
    for episode in child.episodes:
        if episode.start_date <= wanted.last_day and episode.end_date >= wanted.first_day:
            yield episode


def _header_row(child: Child, year: int) -> list[str]:
    is_mother = "" if child.is_boy else "0"
    sex = _sex(child, year)
    return [child.child_id, sex, _day(child.birth_date), child.ethnicity, "UN1", is_mother, ""]


def _uasc_row(child: Child, year: int) -> list[str]:
    return [child.child_id, _day(child.birth_date), _sex(child, year), ""]


def _episode_row(child: Child, episode: Episode, last_day: date) -> list[str]:
    """One row of the return: what ends after the last day of the year is still open in it."""
    start = [
        child.child_id,
        _day(episode.start_date),
        episode.rne,
        episode.legal_status,
        episode.need,
        episode.placement,
        episode.provider,
    ]
    end = ["", "", ""]
    if episode.end_date <= last_day:
        end = [_day(episode.end_date), episode.rec, episode.reason_for_change]
    return [*start, *end, "", "", ""]


def _with_faults(
    rows: Sequence[list[str]], rate: float, rng: Random, column: int
) -> list[list[str]]:
    """Spoil a share of the rows: a code that is no code, a blank, a formula, an impossible date."""
    spoilt = [list(row) for row in rows]
    for row in spoilt:
        if rng.random() < rate:
            place, text = rng.choice(
                [(column, "N9"), (column, ""), (column, _FORMULA), (1, "31/02/2023"), (5, "Q7")]
            )
            row[place] = text
    return spoilt


def _write(path: Path, heading: str, rows: Iterable[Sequence[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heading.split(","))
        writer.writerows(rows)


def _write_stray(folder: Path) -> None:
    """A file that says neither whose nor when: it must end in quarantine with advice."""
    _write(folder / "from the old laptop" / "episodes.csv", _EPISODES, [])


def _sex(child: Child, year: int) -> str:
    if year >= _FIRST_YEAR_OF_LETTERS:
        return "M" if child.is_boy else "F"
    return "1" if child.is_boy else "2"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
