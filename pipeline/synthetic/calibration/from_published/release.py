"""Reading a published file: rows, cells that are not numbers, and the codes of today of its authorities."""

from __future__ import annotations

import csv
import gzip
from functools import cache
from typing import TYPE_CHECKING

from pipeline.settings import find_project_dir
from pipeline.sources.api import read_seed
from pipeline.synthetic.calibration.load import ENGLAND

if TYPE_CHECKING:
    from pathlib import Path


def read_release(path: Path) -> list[dict[str, str]]:
    """Return the rows of a published CSV, compressed or not.

    Raises:
        OSError: It cannot be read.
    """
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def number(cell: str) -> float | None:
    """Return a published number; None for a symbol that stands where there is none (c, k, x, z and so on)."""
    try:
        return float(cell.replace(",", ""))
    except ValueError:
        return None


def la_code_of(row: dict[str, str]) -> str | None:
    """Return whose row it is: an authority's code of today, England's, or None for a region or an authority of old.

    Raises:
        ProjectError: The list of authorities cannot be read.
    """
    if row["geographic_level"] == "National":
        return ENGLAND
    if row["geographic_level"] != "Local authority":
        return None
    return current_codes().get(row["new_la_code"])


@cache
def current_codes() -> dict[str, str]:
    """Return the code of today by each code that an authority of today has or had under the same DfE number.

    Raises:
        ProjectError: The list of authorities cannot be read.
    """
    number_of = {row["la_code"]: row["dfe_la_code"] for row in _authorities()}
    found = {}
    for row in current_authorities():
        found[row["la_code"]] = row["la_code"]
        for old in filter(None, row["predecessor_codes"].split(";")):
            if number_of.get(old) == row["dfe_la_code"]:
                found[old] = row["la_code"]
    return found


def current_authorities() -> list[dict[str, str]]:
    """Return the rows of `seeds/local_authority.csv` that are of authorities of today.

    Raises:
        ProjectError: The list of authorities cannot be read.
    """
    return [row for row in _authorities() if not row["valid_to"]]


@cache
def _authorities() -> list[dict[str, str]]:
    return read_seed(find_project_dir() / "seeds", "local_authority")
