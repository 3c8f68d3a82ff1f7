"""What a raw table is: its columns beside those of the contract, and where its Parquet files are.

What belongs here: names, columns, paths. What does not: which files are in force (`raw_tables`),
reading files that someone sent (`ingest`), typing (the staging models).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import RefusedError
from pipeline.sources.keeping.durable import put_in_place, temporary_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import pyarrow as pa

    from pipeline.settings import Home
    from pipeline.sources.contract.definition import Table
    from pipeline.sources.keeping.receipt import Receipt


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
        columns: Its columns; those of the place (`place_columns`) come from the folders of the
            files (hive partitions).
        files: The Parquet files of the submissions in force.
        fingerprint: Changes when, and only when, the content in force does.
    """

    name: str
    description: str
    columns: tuple[RawColumn, ...]
    files: tuple[Path, ...]
    fingerprint: str


FILE_ID = RawColumn("file_id", "VARCHAR", "File the row came in.", "open")
# The pseudonym and the place in a file lead to one child, so neither may be published; counting
# them is allowed.
_ROW_NUMBER = RawColumn(
    "row_number", "INTEGER", "Number of the row among the data rows of its file, from 1.", "quasi"
)
_CHILD_KEY = RawColumn(
    "child_key",
    "VARCHAR",
    "Pseudonymous key of the child: keyed hash of LA and LA child id.",
    "quasi",
)
LA_YEAR = (
    RawColumn("la_code", "VARCHAR", "ONS nine-character code of the local authority.", "open"),
    RawColumn(
        "collection_year",
        "INTEGER",
        "Year in which the 31 March falls that ends the collection year.",
        "open",
    ),
)
RELEASE = (
    RawColumn("dataset", "VARCHAR", "Name of the published file, without its ending.", "open"),
    RawColumn("release_year", "INTEGER", "Year of the release that the figure is from.", "open"),
)


def first_columns(table: Table) -> tuple[RawColumn, ...]:
    """Return the columns that stand before those of the contract, in raw table and Parquet alike."""
    return (FILE_ID, _ROW_NUMBER, *([_CHILD_KEY] if "la_child_id" in table.by_name else []))


def place_columns(table: Table) -> tuple[RawColumn, ...]:
    """Return the columns that say whose and of when a row is; in Parquet they are folders."""
    return RELEASE if table.place == "publication" else LA_YEAR


def raw_path(home: Home, receipt: Receipt) -> Path:
    """Return where the raw Parquet of an accepted receipt is."""
    folder = home.raw / receipt.source / str(receipt.table_name)
    if receipt.dataset:
        partition = folder / f"release_year={receipt.collection_year}/dataset={receipt.dataset}"
    else:
        partition = folder / f"collection_year={receipt.collection_year}/la_code={receipt.la_code}"
    return partition / f"{receipt.file_id}.parquet"


def write_parquet(home: Home, table: pa.Table, target: Path) -> None:
    """Write a Parquet file whole or not at all (zstd, 0600)."""
    from pyarrow import parquet

    temporary = temporary_path(home)
    parquet.write_table(table, temporary, compression="zstd")
    put_in_place(temporary, target)


def existing(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return paths, all of which must be there.

    Raises:
        RefusedError: Some are not.
    """
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise RefusedError(
            f"{len(missing)} files of the raw layer are missing, the first {missing[0].name}.",
            remedy="Run `cjw ingest`, which rebuilds them from landing.",
        )
    return tuple(paths)


def hash_of(parts: Iterable[str]) -> str:
    """Return the hash of some texts in their order."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
