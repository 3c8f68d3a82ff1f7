"""A warehouse in memory that holds one authority's returns and what the rules read of them, and nothing else.

What belongs here: raw rows in, staging models built. What does not: reading files (`reading`), rules (`judge`).
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.modelling.api import literal, load_seed, quote, setting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pyarrow as pa
    from duckdb import DuckDBPyConnection

    from pipeline.modelling.api import ExternalTable
    from pipeline.sources.api import Piece
    from pipeline.validation.reading import ReadTable
    from pipeline.workspace import Workspace


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
    needed = project.with_ancestors(models)
    by_table: dict[str, list[Held]] = {}
    for one in held:
        by_table.setdefault(one.read.table.raw_name, []).append(one)

    def make(cursor: DuckDBPyConnection, name: str) -> None:
        if name in workspace.seeds:
            load_seed(cursor, workspace.seeds[name])
            return
        model = project.models[name]
        for ref in raw.intersection(model.refs):
            _show_raw(cursor, project.externals[ref], by_table.get(ref, []), la)
        cursor.execute(f"CREATE TABLE {quote(name)} AS {model.file.sql}")

    raw = project.externals.keys() - workspace.seeds.keys()
    made_of = dict.fromkeys(sorted(needed & workspace.seeds.keys()), frozenset[str]())
    made_of |= {
        n: frozenset(model.refs) - raw for n, model in project.models.items() if n in needed
    }
    _make_all(connection, made_of, make)


def _make_all(
    connection: DuckDBPyConnection,
    made_of: Mapping[str, frozenset[str]],
    make: Callable[[DuckDBPyConnection, str], None],
) -> None:
    """Make tables, several at once: those of which all that they are made of is there."""
    left = dict(made_of)

    def make_one(name: str) -> None:
        with connection.cursor() as cursor:
            make(cursor, name)

    with (
        # Each table in the thread that makes it: cutting each up besides is more work in all.
        setting(connection, "threads", "1"),
        ThreadPoolExecutor(max_workers=os.cpu_count()) as pool,
    ):
        while left:
            ready = [name for name, refs in left.items() if not left.keys() & refs]
            for name, _ in zip(ready, pool.map(make_one, ready), strict=True):
                del left[name]


def _show_raw(
    connection: DuckDBPyConnection, table: ExternalTable, held: Iterable[Held], la: str
) -> None:
    """Show rows as the raw table that they are of, to this connection alone; the one model that reads it types them."""
    import pyarrow as pa

    none = ", ".join(f"CAST(NULL AS {c.type}) AS {quote(c.name)}" for c in table.columns)
    queries = [f"SELECT {none} WHERE false"]
    for one in (one for one in held if one.read.pieces):
        rows = f"rows_of_{one.file_id}"
        connection.register(rows, pa.concat_tables(map(_with_numbers, one.read.pieces)))
        made = _made_columns(one, la)
        values = ", ".join(made.get(c.name, quote(c.name)) for c in table.columns)
        queries.append(f"SELECT {values} FROM {quote(rows)}")
    connection.execute(f"CREATE TEMP VIEW {quote(table.name)} AS {' UNION ALL '.join(queries)}")


def _with_numbers(piece: Piece) -> pa.Table:
    rows = piece.columns.append_column("row_number", [piece.row_numbers])
    return rows.append_column("other_values", [piece.other_values])


def _made_columns(held: Held, la: str) -> dict[str, str]:
    """Return the expressions of the columns that no file has."""
    child = held.read.table.by_name.get("la_child_id")
    return {
        "file_id": literal(held.file_id),
        # Nothing leaves the memory, so that the child's own id may stand for the child.
        "child_key": f"NULLIF(UPPER(TRIM({quote(child.raw_name)})), '')" if child else "NULL",
        "la_code": literal(la),
        "collection_year": str(held.year),
        "dataset": literal(held.read.label),
        "release_year": str(held.year),
    }
