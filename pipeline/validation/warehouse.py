"""A warehouse in memory that holds one authority's returns and what the rules read of them, and nothing else.

What belongs here: raw rows in, staging models built. What does not: reading files (`reading`), rules (`judge`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.modelling.api import literal, load_seed, quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duckdb import DuckDBPyConnection

    from pipeline.modelling.api import ExternalTable
    from pipeline.sources.api import Piece
    from pipeline.validation.reading import ReadTable
    from pipeline.workspace import Workspace

_PIECE = "piece_of_a_file"


@dataclass(frozen=True)
class Held:
    """A table of a file as the warehouse holds it.

    Attributes:
        file_id: The id that its rows carry.
        read: The table.
        year: The collection year that it is of.
    """

    file_id: str
    read: ReadTable
    year: int


def build(
    connection: DuckDBPyConnection,
    workspace: Workspace,
    models: Iterable[str],
    held: Iterable[Held],
    *,
    la: str,
) -> None:
    """Make the tables that are read, with the rows of some files.

    Args:
        connection: An empty database.
        workspace: The project.
        models: The rules and models that will be asked.
        held: The rows there are.
        la: Code of the local authority that all returns are of.
    """
    project = workspace.project
    asked = set(models)
    needed = asked.union(*(project.ancestors(name) for name in asked))
    by_table: dict[str, list[Held]] = {}
    for one in held:
        by_table.setdefault(one.read.table.raw_name, []).append(one)
    for name in sorted(needed & project.externals.keys()):
        if name in workspace.seeds:
            load_seed(connection, workspace.seeds[name])
        else:
            _make_raw(connection, project.externals[name], by_table.get(name, []), la)
    for name, model in project.models.items():
        if name in needed:
            connection.execute(f"CREATE TABLE {quote(name)} AS {model.file.sql}")


def _make_raw(
    connection: DuckDBPyConnection, table: ExternalTable, held: Iterable[Held], la: str
) -> None:
    columns = ", ".join(f"{quote(column.name)} {column.type}" for column in table.columns)
    connection.execute(f"CREATE TABLE {quote(table.name)} ({columns})")
    for one in held:
        for piece in one.read.pieces:
            _insert(connection, table, one, piece, la)


def _insert(
    connection: DuckDBPyConnection, table: ExternalTable, held: Held, piece: Piece, la: str
) -> None:
    rows = piece.columns.append_column("row_number", [piece.row_numbers])
    connection.register(_PIECE, rows.append_column("other_values", [piece.other_values]))
    made = _made_columns(held, piece, la)
    values = ", ".join(made.get(column.name, quote(column.name)) for column in table.columns)
    connection.execute(f"INSERT INTO {quote(table.name)} SELECT {values} FROM {_PIECE}")
    connection.unregister(_PIECE)


def _made_columns(held: Held, piece: Piece, la: str) -> dict[str, str]:
    """Return the expressions of the columns that no file has."""
    child = piece.table.by_name.get("la_child_id")
    return {
        "file_id": literal(held.file_id),
        # Nothing leaves the memory, so that the child's own id may stand for the child.
        "child_key": f"NULLIF(UPPER(TRIM({quote(child.raw_name)})), '')" if child else "NULL",
        "la_code": literal(la),
        "collection_year": str(held.year),
        "dataset": literal(held.read.label),
        "release_year": str(held.year),
    }
