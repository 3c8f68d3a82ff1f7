"""The raw layer as others see it: its tables, their columns, and the Parquet files in force.

What belongs here: where raw Parquet is, how it is written, what the tables are called. What does
not: reading files that someone sent (`ingest`), typing (the staging models).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from pipeline.errors import RefusedError
from pipeline.sources.durable import put_in_place, temporary_path
from pipeline.sources.receipt import Receipt, current_submissions
from pipeline.sources.ssda903.contract import Module, load_modules

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import pyarrow as pa

    from pipeline.settings import Home

SOURCE = "ssda903"


@dataclass(frozen=True)
class RawColumn:
    """A column of a raw table: its name, DuckDB type, description and privacy class."""

    name: str
    type: str
    description: str
    privacy_class: str


@dataclass(frozen=True)
class RawTable:
    """A table of the raw layer.

    Attributes:
        name: As the SQL models call it, `raw_<source>__<table>`.
        description: What one row is.
        columns: Its columns; `la_code` and `collection_year` come from the folders of the files
            (hive partitions).
        files: The Parquet files of the submissions in force.
        fingerprint: Changes when, and only when, the content in force does.
    """

    name: str
    description: str
    columns: tuple[RawColumn, ...]
    files: tuple[Path, ...]
    fingerprint: str


# The pseudonym and the place in a file lead to one child, so neither may be published; counting
# them is allowed.
_FIRST = (
    RawColumn("file_id", "VARCHAR", "File the row came in.", "open"),
    RawColumn(
        "row_number",
        "INTEGER",
        "Number of the row among the data rows of its file, from 1.",
        "quasi",
    ),
    RawColumn(
        "child_key",
        "VARCHAR",
        "Pseudonymous key of the child: keyed hash of LA and LA child id.",
        "quasi",
    ),
)
_PLACE = (
    RawColumn("la_code", "VARCHAR", "ONS nine-character code of the local authority.", "open"),
    RawColumn(
        "collection_year",
        "INTEGER",
        "Year in which the 31 March falls that ends the collection year.",
        "open",
    ),
)
_OTHER = RawColumn(
    "other_values",
    "VARCHAR",
    "Columns that the return does not have, as JSON text: heading to value.",
    "identifier",
)
_SUBMISSIONS = (
    RawColumn("file_id", "VARCHAR", "File of the submission.", "open"),
    RawColumn("source", "VARCHAR", "Source of the submission.", "open"),
    RawColumn("table_name", "VARCHAR", "Module of the submission.", "open"),
    *_PLACE,
    RawColumn("received_at", "TIMESTAMP", "When the file was received (UTC).", "open"),
    RawColumn(
        "as_at_date", "DATE", "31 March of the year, or the day of receipt if earlier.", "open"
    ),
    RawColumn("rows_in", "BIGINT", "Data rows of the file.", "open"),
    RawColumn("rows_raw", "BIGINT", "Rows that went to the raw layer.", "open"),
    RawColumn("rows_quarantined", "BIGINT", "Rows that were refused.", "open"),
)


def raw_tables(home: Home, *, seeds: Path) -> tuple[RawTable, ...]:
    """Return the raw tables: one for each module, even without files, and the submissions.

    Raises:
        ProjectError: A seed or the log of receipts cannot be read.
        RefusedError: A Parquet file of a submission in force is missing.
    """
    current = current_submissions(home)
    modules = tuple(_module_table(home, module, current) for module in load_modules(seeds))
    return (*modules, _submissions_table(home, current))


def raw_path(home: Home, receipt: Receipt) -> Path:
    """Return where the raw Parquet of an accepted receipt is."""
    folder = home.raw / receipt.source / str(receipt.table_name)
    partition = folder / f"collection_year={receipt.collection_year}" / f"la_code={receipt.la_code}"
    return partition / f"{receipt.file_id}.parquet"


def write_parquet(home: Home, table: pa.Table, target: Path) -> None:
    """Write a Parquet file whole or not at all (zstd, 0600)."""
    from pyarrow import parquet

    temporary = temporary_path(home)
    parquet.write_table(table, temporary, compression="zstd")
    put_in_place(temporary, target)


def write_submissions(home: Home, current: Sequence[Receipt]) -> None:
    """Write the table of the submissions in force, unless it is there; remove the one before."""
    folder = _submissions_path(home, current).parent
    if current and not _submissions_path(home, current).exists():
        write_parquet(home, _submissions_rows(current), _submissions_path(home, current))
    for path in folder.glob("*.parquet"):
        if path != _submissions_path(home, current):
            path.unlink()


def _module_table(home: Home, module: Module, current: Sequence[Receipt]) -> RawTable:
    receipts = [
        receipt
        for receipt in current
        if (receipt.source, receipt.table_name) == (SOURCE, module.name)
    ]
    own = (
        RawColumn(each.name, "VARCHAR", each.description, each.privacy_class)
        for each in module.columns
    )
    return RawTable(
        name=f"raw_{SOURCE}__{module.name}",
        description=module.description,
        columns=(*_FIRST, *own, _OTHER, *_PLACE),
        files=_existing(sorted(raw_path(home, receipt) for receipt in receipts)),
        fingerprint=_hash_of(sorted(receipt.file_id for receipt in receipts)),
    )


def _submissions_table(home: Home, current: Sequence[Receipt]) -> RawTable:
    return RawTable(
        name="raw_intake__submissions",
        description="One row per submission in force: the latest accepted file "
        "for a source, table, LA and year.",
        columns=_SUBMISSIONS,
        files=_existing([_submissions_path(home, current)] if current else []),
        fingerprint=_submissions_fingerprint(current),
    )


def _existing(paths: Sequence[Path]) -> tuple[Path, ...]:
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise RefusedError(
            f"{len(missing)} files of the raw layer are missing, the first {missing[0].name}.",
            remedy="Run `cjw ingest`, which rebuilds them from landing.",
        )
    return tuple(paths)


def _submissions_path(home: Home, current: Sequence[Receipt]) -> Path:
    # Named by its content, so that a table left by a killed run is never taken for the present one.
    return home.raw / "intake" / "submissions" / f"{_submissions_fingerprint(current)}.parquet"


def _submissions_fingerprint(current: Sequence[Receipt]) -> str:
    return _hash_of(
        sorted(f"{receipt.file_id}|{receipt.received_at.isoformat()}" for receipt in current)
    )


def _submissions_rows(current: Sequence[Receipt]) -> pa.Table:
    import pyarrow as pa

    types = {
        "VARCHAR": pa.string(),
        "INTEGER": pa.int32(),
        "BIGINT": pa.int64(),
        "DATE": pa.date32(),
    }
    types["TIMESTAMP"] = pa.timestamp("us")
    ordered = sorted(current, key=lambda receipt: receipt.file_id)
    return pa.table(
        {
            column.name: pa.array(_values(ordered, column.name), types[column.type])
            for column in _SUBMISSIONS
        }
    )


def _values(receipts: Sequence[Receipt], name: str) -> list[object]:
    if name == "received_at":
        # Stored without a zone, as TIMESTAMP is: in UTC.
        return [receipt.received_at.astimezone(UTC).replace(tzinfo=None) for receipt in receipts]
    return [getattr(receipt, name) for receipt in receipts]


def _hash_of(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
