"""Where a file lies, so that the intake can tell whose and of when it is without being told.

What belongs here: names of folders and files. What does not: making them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.sources.api import format_year

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.synthetic.extracts.definition import Extract
    from pipeline.synthetic.plan import Authority


def folder_of(root: Path, authority: Authority, year: int) -> Path:
    """Return the folder of an authority's files of a collection year: `E08000030 walsall/2024-25`."""
    return root / f"{authority.la_code} {_slug(authority.la_name)}" / format_year(year)


def csv_path(root: Path, authority: Authority, extract: Extract) -> Path:
    """Return where a table of an authority and year lies as CSV: `.../ssda903/episodes.csv`."""
    folder = folder_of(root, authority, extract.collection_year)
    return folder / extract.source / f"{extract.table}.csv"


def xml_path(root: Path, authority: Authority, *, source: str, year: int) -> Path:
    """Return where the XML of a source that has one lies: `.../ssda903/ssda903.xml`."""
    return folder_of(root, authority, year) / source / f"{source}.xml"


def _slug(name: str) -> str:
    """Return a name in lower case with hyphens.

    >>> _slug("Bristol, City of"), _slug("St. Helens")
    ('bristol-city-of', 'st-helens')
    """
    return re.sub(r"[^a-z0-9]+", "-", name.lower().replace("'", "")).strip("-")
