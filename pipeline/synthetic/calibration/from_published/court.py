"""Care applications to the family court by local authority and year, from the rates that Cafcass publishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.settings import find_project_dir
from pipeline.sources.api import read_seed
from pipeline.synthetic.calibration.from_published.release import current_authorities, read_release
from pipeline.synthetic.calibration.from_published.seed_file import SeedFile
from pipeline.synthetic.calibration.load import ENGLAND

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_Rates = dict[tuple[str, int], str]
_People = dict[str, dict[int, int]]
_HEAD = "LAIT HEAD"  # the newest edition; the earlier one fills the year that it no longer has


def build(shared: Path) -> list[SeedFile]:
    """Return `court_flow`: the rate of care applications and the children aged 0 to 17 it is a rate of.

    A rate of a local authority that took the place of another is its predecessor's, until it has one of its own.

    Args:
        shared: Folder with `reference/cafcass_care_applications.csv`.

    Raises:
        OSError: The file is not there.
    """
    rates = _rates(read_release(shared / "reference" / "cafcass_care_applications.csv"))
    authorities = current_authorities()
    people: _People = {}
    for row in read_seed(find_project_dir() / "seeds", "population_0_17"):
        # The children of mid-2023 are those of 2023-24, which is collection year 2024.
        people.setdefault(row["la_code"], {})[int(row["mid_year"]) + 1] = int(row["population"])
    rows = _of_england(rates, authorities, people)
    for authority in authorities:
        rows += _of_authority(authority, rates, people)
    columns = ("la_code", "collection_year", "care_applications_per_10000", "population_0_17")
    return [SeedFile("court_flow", columns, tuple(rows))]


def _rates(published: Iterable[dict[str, str]]) -> _Rates:
    oldest_first = sorted(published, key=lambda row: row["vintage"].startswith(_HEAD))
    return {
        (row["new_la_code"], int(row["year_ending_march"])): row["care_applications_per_10000"]
        for row in oldest_first
        if row["care_applications_per_10000"]
    }


def _of_england(
    rates: _Rates, authorities: list[dict[str, str]], people: _People
) -> list[tuple[str, ...]]:
    codes = [row["la_code"] for row in authorities]
    return [
        (ENGLAND, str(year), rate, str(sum(_children(people[code], year) for code in codes)))
        for (place, year), rate in sorted(rates.items())
        if place == ENGLAND
    ]


def _of_authority(
    authority: dict[str, str], rates: _Rates, people: _People
) -> list[tuple[str, ...]]:
    code = authority["la_code"]
    sources = (code, *authority["predecessor_codes"].split(";"))
    rows: list[tuple[str, ...]] = []
    for year in sorted({year for one, year in rates if one in sources}):
        rate = next(rates[one, year] for one in sources if (one, year) in rates)
        rows.append((code, str(year), rate, str(_children(people[code], year))))
    return rows


def _children(by_year: dict[int, int], year: int) -> int:
    """Return the children of a year; of an authority that was not there yet, those of its first year."""
    return by_year[min(by_year, key=lambda known: abs(known - year))]
