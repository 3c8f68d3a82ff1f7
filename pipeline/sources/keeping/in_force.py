"""Two raw tables about the files themselves: which submissions and which publications are in force.

Nothing about the rows inside a file belongs here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from pipeline.sources.keeping.raw import (
    LA_YEAR,
    RELEASE,
    RawColumn,
    RawTable,
    existing,
    hash_of,
    write_parquet,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pyarrow as pa

    from pipeline.settings import Home
    from pipeline.sources.keeping.receipt import Receipt

_ROWS = (
    RawColumn("rows_in", "BIGINT", "Data rows of the table in the file.", "open"),
    RawColumn("rows_raw", "BIGINT", "Rows that went to the raw layer.", "open"),
    RawColumn("rows_quarantined", "BIGINT", "Rows that were refused.", "open"),
)
_FIRST = (
    RawColumn("file_id", "VARCHAR", "The table of the file, as its rows name it.", "open"),
    RawColumn("source", "VARCHAR", "Source of the file.", "open"),
    RawColumn("table_name", "VARCHAR", "Table of the source that the file holds.", "open"),
)
_RECEIVED = RawColumn("received_at", "TIMESTAMP", "When the file was received (UTC).", "open")
_AS_AT = RawColumn(
    "as_at_date", "DATE", "31 March of the year, or the day of receipt if earlier.", "open"
)


@dataclass(frozen=True)
class _List:
    """One of the two tables: its name, what a row is, its columns, and whose receipts it holds."""

    name: str
    description: str
    columns: tuple[RawColumn, ...]
    is_of_publications: bool

    def chosen(self, receipts: Sequence[Receipt]) -> list[Receipt]:
        return sorted(
            (each for each in receipts if bool(each.dataset) == self.is_of_publications),
            key=lambda each: each.file_id,
        )


_LISTS = (
    _List(
        "submissions",
        "One row per submission in force: the latest accepted file for a source, table, LA and "
        "year.",
        (*_FIRST, *LA_YEAR, _RECEIVED, _AS_AT, *_ROWS),
        is_of_publications=False,
    ),
    _List(
        "publications",
        "One row per published file in force: the latest accepted for a source, table, data set "
        "and release.",
        (*_FIRST, *RELEASE, _RECEIVED, *_ROWS),
        is_of_publications=True,
    ),
)


def in_force_tables(home: Home, current: Sequence[Receipt]) -> tuple[RawTable, ...]:
    """Return the tables of submissions and publications as raw tables.

    Raises:
        RefusedError: Their Parquet is missing although there are files in force.
    """
    return tuple(
        RawTable(
            name=f"raw_intake__{each.name}",
            description=each.description,
            columns=each.columns,
            files=existing([_path(home, each, chosen)] if chosen else []),
            fingerprint=_fingerprint(chosen),
        )
        for each in _LISTS
        for chosen in [each.chosen(current)]
    )


def write_in_force(home: Home, current: Sequence[Receipt]) -> None:
    """Write both tables for the receipts in force, unless they are there; remove those before."""
    for each in _LISTS:
        chosen = each.chosen(current)
        path = _path(home, each, chosen)
        if chosen and not path.exists():
            write_parquet(home, _rows(each, chosen), path)
        for other in path.parent.glob("*.parquet"):
            if other != path:
                other.unlink()


def _path(home: Home, which: _List, chosen: Sequence[Receipt]) -> Path:
    # Named by its content, so that a table left by a killed run is never taken for the present one.
    return home.raw / "intake" / which.name / f"{_fingerprint(chosen)}.parquet"


def _fingerprint(receipts: Sequence[Receipt]) -> str:
    return hash_of(f"{receipt.file_id}|{receipt.received_at.isoformat()}" for receipt in receipts)


def _rows(which: _List, receipts: Sequence[Receipt]) -> pa.Table:
    import pyarrow as pa

    types = {
        "VARCHAR": pa.string(),
        "INTEGER": pa.int32(),
        "BIGINT": pa.int64(),
        "DATE": pa.date32(),
        "TIMESTAMP": pa.timestamp("us"),
    }
    return pa.table(
        {
            column.name: pa.array(
                [_value(each, column.name) for each in receipts], types[column.type]
            )
            for column in which.columns
        }
    )


def _value(receipt: Receipt, name: str) -> object:
    if name == "received_at":
        # Stored without a zone, as TIMESTAMP is: in UTC.
        return receipt.received_at.astimezone(UTC).replace(tzinfo=None)
    return getattr(receipt, "collection_year" if name == "release_year" else name)
