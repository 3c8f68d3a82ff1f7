"""The real intake, to read what was written."""

from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.settings import Home
from pipeline.sources.api import Order, ingest
from pipeline.synthetic.writing.headings import load_forms

PROJECT = Path(__file__).parents[4]
_OF_THE_FILE = ("file_id", "row_number")


@pytest.fixture(scope="session")
def forms():
    """The forms of the real project."""
    return load_forms(PROJECT)


@pytest.fixture
def take_in(tmp_path):
    """Take a folder in; returns the receipts and the rows of each table and year, in an order of their own."""

    def take(folder, name):
        home = Home(tmp_path / name)
        receipts = ingest(
            home,
            Order([folder]),
            project=PROJECT,
            key=b"a key for tests, of no secrecy",
            now=datetime(2026, 11, 22, 2, tzinfo=UTC),
        )
        accepted = [one for one in receipts if one.outcome == "accepted"]
        return receipts, {
            (one.table_name, one.collection_year): _rows(home.raw, one) for one in accepted
        }

    return take


def _rows(raw, receipt):
    """Return the rows without what tells one file from another, sorted; a blank cell is the same as none."""
    place = f"{receipt.source}/{receipt.table_name}/collection_year={receipt.collection_year}"
    rows = [
        {name: text or None for name, text in row.items() if name not in _OF_THE_FILE}
        for path in (raw / place).rglob("*.parquet")
        for row in pq.read_table(path, partitioning=None).to_pylist()
    ]
    return sorted(rows, key=repr)
