"""Released tables as one DuckDB file with descriptions, in the storage that old readers open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.modelling.api import literal, quote

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from pipeline.release.definition import ReleasedTable

# Files of this version, written by DuckDB 2.0, open in drivers from 1.1.3 on (November 2026).
_STORAGE = "v1.0.0"


def export_duckdb(shelf: DuckDBPyConnection, tables: tuple[ReleasedTable, ...], path: Path) -> None:
    """Write the tables of a shelf to a new DuckDB file, every table and column with its comment.

    Args:
        shelf: The database that holds the tables.
        tables: Which to write, with the columns that the file shall have.
        path: The file; it must not exist.
    """
    shelf.execute(f"ATTACH {literal(str(path))} AS released (STORAGE_VERSION '{_STORAGE}')")
    try:
        for table in tables:
            _write(shelf, table)
    finally:
        shelf.execute("DETACH released")


def _write(shelf: DuckDBPyConnection, table: ReleasedTable) -> None:
    target = f"released.{quote(table.name)}"
    columns = ", ".join(f"{quote(c.name)} {c.type}" for c in table.columns)
    names = ", ".join(quote(name) for name in table.column_names)
    order = ", ".join(quote(name) for name in table.grain or table.column_names)
    shelf.execute(f"CREATE TABLE {target} ({columns})")
    shelf.execute(f"INSERT INTO {target} SELECT {names} FROM {quote(table.name)} ORDER BY {order}")
    shelf.execute(f"COMMENT ON TABLE {target} IS {literal(table.description)}")
    for column in table.columns:
        place = f"{target}.{quote(column.name)}"
        shelf.execute(f"COMMENT ON COLUMN {place} IS {literal(column.description)}")
