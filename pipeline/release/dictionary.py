"""The data dictionary of a release as CSV: what each table and column means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.release.csv_text import safe_text, write_csv

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.release.definition import ReleasedTable

_HEADER = ("table", "column", "type", "description", "grain")


def write_dictionary(tables: tuple[ReleasedTable, ...], path: Path) -> None:
    """Write one row a table (column empty, with its grain), followed by one row a column."""
    rows = (row for table in tables for row in _rows(table))
    write_csv(path, _HEADER, ([safe_text(cell) for cell in row] for row in rows))


def _rows(table: ReleasedTable) -> Iterator[tuple[str, ...]]:
    yield (table.name, "", "TABLE", table.description, "; ".join(table.grain))
    for column in table.columns:
        in_grain = "yes" if column.name in table.grain else ""
        yield (table.name, column.name, column.type, column.description, in_grain)
