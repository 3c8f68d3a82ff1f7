"""Fictional yearly SSDA903 returns, written as an LA would export them, a few faults of the usual kinds among them."""

from __future__ import annotations

import csv
from datetime import date
from random import Random
from typing import TYPE_CHECKING

from pipeline.synthetic.life import Child, Episode, Weights, make_children

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_YEARS = (2023, 2024, 2025)
_FIRST_YEAR_OF_LETTERS = 2025  # SEX is 1 or 2 to 2023/24, M or F after
_FAULTY_RETURN = ("E08000027", 2023)  # one return that the gate should withhold
_FORMULA = "=1+1"  # what a spreadsheet would run; exports must neutralise it


def write_demo_returns(folder: Path, seeds: Path, *, seed: int = 7) -> int:
    """Write three fictional years of six LAs under a folder, one folder an LA and year.

    Args:
        folder: Where to write; made when missing.
        seeds: The project's seeds, for the shares to draw from.
        seed: Same seed, same bytes.

    Returns:
        The number of files written.
    """
    weights = Weights(seeds)
    files = 0
    for la_code, starts_a_year in weights.of("local_authority").items():
        rng = Random(f"{seed}-{la_code}")  # noqa: S311 - fiction, not cryptography
        children = list(
            make_children(
                rng,
                weights,
                prefix=la_code[-3:],
                starts_a_year=starts_a_year,
                first_day=date(_YEARS[0] - 4, 4, 1),
                last_day=date(_YEARS[-1] + 1, 3, 31),
            )
        )
        for year in _YEARS:
            files += _write_return(folder / la_code / f"{year - 1}-{year % 100:02d}", children, year, rng, la_code)
    _write_stray(folder)
    return files + 1


def _write_return(folder: Path, children: Sequence[Child], year: int, rng: Random, la_code: str) -> int:
    first_day, last_day = date(year - 1, 4, 1), date(year, 3, 31)
    present = [(child, list(_episodes_in(child, first_day, last_day))) for child in children]
    present = [(child, episodes) for child, episodes in present if episodes]
    fault_rate = 0.2 if (la_code, year) == _FAULTY_RETURN else 0.006
    headers = [_header_row(child, year) for child, _ in present]
    rows = [row for child, episodes in present for row in (_episode_row(child, e, last_day) for e in episodes)]
    uasc = [[child.child_id, _day(child.birth_date), _sex(child, year), ""] for child, _ in present if child.is_uasc]
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB", _with_faults(headers, fault_rate / 2, rng, 3))
    _write(
        folder / "episodes.csv",
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN",
        _with_faults(rows, fault_rate, rng, 4),
    )
    _write(folder / "uasc.csv", "CHILD,DOB,SEX,DUC", uasc)
    return 3


def _episodes_in(child: Child, first_day: date, last_day: date) -> Iterable[Episode]:
    for episode in child.episodes:
        if episode.start_date <= last_day and (episode.end_date is None or episode.end_date >= first_day):
            yield episode


def _header_row(child: Child, year: int) -> list[str]:
    is_mother = "" if child.is_boy else "0"
    return [child.child_id, _sex(child, year), _day(child.birth_date), child.ethnicity, "UN1", is_mother, ""]


def _episode_row(child: Child, episode: Episode, last_day: date) -> list[str]:
    """One row of the return: what ends after the last day of the year is still open in it."""
    ended = episode.end_date is not None and episode.end_date <= last_day
    return [
        child.child_id,
        _day(episode.start_date),
        episode.rne,
        episode.legal_status,
        episode.need,
        episode.placement,
        episode.provider,
        _day(episode.end_date) if ended and episode.end_date else "",
        episode.rec or "" if ended else "",
        episode.reason_for_change if ended else "",
        "",
        "",
        "",
    ]


def _with_faults(rows: list[list[str]], rate: float, rng: Random, column: int) -> list[list[str]]:
    """Spoil a share of the rows: a code that is no code, a blank, a formula, a date that never was."""
    spoilt = [list(row) for row in rows]
    for row in spoilt:
        if rng.random() < rate:
            place, text = rng.choice([(column, "N9"), (column, ""), (column, _FORMULA), (1, "31/02/2023"), (5, "Q7")])
            row[place] = text
    return spoilt


def _write(path: Path, heading: str, rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heading.split(","))
        writer.writerows(rows)


def _write_stray(folder: Path) -> None:
    """A file that says neither whose nor when: it must end in quarantine with advice."""
    stray = folder / "from the old laptop" / "episodes.csv"
    stray.parent.mkdir(parents=True, exist_ok=True)
    _write(stray, "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN", [])


def _sex(child: Child, year: int) -> str:
    if year >= _FIRST_YEAR_OF_LETTERS:
        return "M" if child.is_boy else "F"
    return "1" if child.is_boy else "2"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
