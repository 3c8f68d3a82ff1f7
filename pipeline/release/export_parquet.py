"""Released tables as Parquet, one file each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.modelling.api import literal, quote

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from pipeline.release.definition import ReleasedTable


def export_parquet(
    shelf: DuckDBPyConnection, tables: tuple[ReleasedTable, ...], folder: Path
) -> None:
    """Write `<table>.parquet` for each table of a shelf, rows in the order of their grain."""
    folder.mkdir()
    for table in tables:
        names = ", ".join(quote(name) for name in table.column_names)
        order = ", ".join(quote(name) for name in table.grain or table.column_names)
        rows = f"SELECT {names} FROM {quote(table.name)} ORDER BY {order}"
        path = literal(str(folder / f"{table.name}.parquet"))
        shelf.execute(f"COPY ({rows}) TO {path} (FORMAT parquet, COMPRESSION zstd)")
