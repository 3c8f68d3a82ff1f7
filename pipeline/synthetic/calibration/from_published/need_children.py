"""Who the children in need are: age, sex and ethnic group of England's on 31 March, and their primary need by them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.synthetic.calibration.from_published.release import number, read_release
from pipeline.synthetic.calibration.load import ENGLAND

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_YEAR = "2022"
_SOURCE = "DfE CIN 2022"
_AGES = {"Unborn": "unborn", "Under 1 year": "0", "1 to 4 years": "1"} | {
    "5 to 9 years": "5",
    "10 to 15 years": "10",
    "16 years and over": "16",
}
_ETHNIC_GROUPS = {
    "White British": "WBRI",
    "White Irish": "WIRI",
    "Gypsy or Irish Traveller": "WROM",
    "Any other White background": "WOTH",
    "White and Black Caribbean": "MWBC",
    "White and Black African": "MWBA",
    "White and Asian": "MWAS",
    "Any other mixed background": "MOTH",
    "Indian": "AIND",
    "Pakistani": "APKN",
    "Bangladeshi": "ABAN",
    "Chinese": "CHNE",
    "Any other Asian background": "AOTH",
    "Black African": "BAFR",
    "Black Caribbean": "BCRB",
    "Any other Black background": "BOTH",
    "Any other ethnic group": "OOTH",
}
_NEED = re.compile(r"^(N\d)_")


def children_shares(release: Path) -> Iterator[tuple[str, ...]]:
    """Yield rows of `need_share`: age (lowest year of the band), sex, ethnicity, and primary need given age and sex.

    Args:
        release: Folder of the 2022 release of children in need.

    Raises:
        OSError: A file is not there.
    """
    stock = _of_year(release / "a7_cin_by_age_gender_ethnicity_2015_to_2022.csv.gz")
    named = {row["characteristic_type"]: row["number"] for row in stock}
    sexes = {"Male": "M", "Female": "F"}
    for subject, codes in (("age", _AGES), ("sex", sexes), ("ethnicity", _ETHNIC_GROUPS)):
        yield from _subject(subject, {codes[name]: named[name] for name in codes})
    for row in _of_year(release / "a3_cin_primary_need_by_age_gender_2018_to_2022.csv.gz"):
        yield from _needs(row)


def _of_year(path: Path) -> list[dict[str, str]]:
    return [row for row in read_release(path) if row["time_period"] == _YEAR]


def _needs(row: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield the primary needs of the children that one row counts: those unborn, or of a sex and age."""
    sex, _, age = row["characteristic"].partition(" Aged ")
    given = "unborn" if sex == "Unborn" else f"{sex[0]}:{_AGES.get(age, '')}"
    if given == "unborn" or (sex in ("Male", "Female") and age in _AGES):
        needs = {found[1]: cell for name, cell in row.items() if (found := _NEED.match(name))}
        yield from _subject("primary_need_of", needs, given)


def _subject(subject: str, cells: dict[str, str], given: str = "") -> Iterator[tuple[str, ...]]:
    counts = {code: number(cell) or 0.0 for code, cell in cells.items()}
    whole = sum(counts.values())
    for code, count in counts.items():
        yield (ENGLAND, subject, given, code, f"{count / whole:.5f}", f"{_SOURCE} a3 and a7")
