"""The ledger of planted faults as a file, so that what the rules find can be held against it."""

from __future__ import annotations

import csv
from dataclasses import astuple, fields
from typing import TYPE_CHECKING

from pipeline.synthetic.faults.definition import LedgerEntry

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def write_ledger(path: Path, entries: Iterable[LedgerEntry]) -> None:
    """Write entries as CSV with a heading line; the folder is made.

    Args:
        path: The file, such as `faults/ledger.csv`.
        entries: The entries, of any number of local authorities and years.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([one.name for one in fields(LedgerEntry)])
        writer.writerows(astuple(entry) for entry in entries)
