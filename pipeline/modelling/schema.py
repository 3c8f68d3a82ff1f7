"""The type of every column, learnt by asking DuckDB what each query gives, in a database of empty tables.

The engine itself is the type checker: what it refuses here (a column that does not exist, a cast
that cannot be) would fail in the nightly run.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.modelling.definition import Diagnostic
from pipeline.modelling.engines.duckdb import open_warehouse, quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from duckdb import DuckDBPyConnection

    from pipeline.modelling.definition import ExternalTable, SqlFile

Schema = dict[str, dict[str, str]]

_LINE = re.compile(r"^LINE (\d+):", re.MULTILINE)


def infer_schema(
    files: Sequence[SqlFile], externals: Iterable[ExternalTable]
) -> tuple[Schema, list[Diagnostic]]:
    """Return the columns and types of every table, and what the engine refused.

    Args:
        files: In an order in which they can run. A file that reads a refused one is passed over.
        externals: Tables that models may read.
    """
    schema: Schema = {
        table.name: {column.name: column.type for column in table.columns} for table in externals
    }
    diagnostics: list[Diagnostic] = []
    with open_warehouse() as connection:
        for name, columns in schema.items():
            create_empty(connection, name, columns)
        for file in files:
            if all(reference in schema for reference in file.references):
                columns, problems = _asked(connection, file)
                diagnostics += problems
                if columns:
                    create_empty(connection, file.name, columns)
                    schema[file.name] = columns
    return schema, diagnostics


def create_empty(connection: DuckDBPyConnection, name: str, columns: Mapping[str, str]) -> None:
    """Create a table without rows from column names and DuckDB types."""
    body = ", ".join(f"{quote(column)} {kind}" for column, kind in columns.items())
    connection.execute(f"CREATE TABLE {quote(name)} ({body})")


def _asked(
    connection: DuckDBPyConnection, file: SqlFile
) -> tuple[dict[str, str], list[Diagnostic]]:
    import duckdb

    try:
        described = connection.execute(f"DESCRIBE {file.sql}").fetchall()
    except duckdb.Error as error:
        message = str(error).split("\n", 1)[0]
        remedy = "Correct the SQL; the names and types of its inputs are in the models it reads."
        return {}, [Diagnostic(file.path, line_of(error), "engine", message, remedy)]
    columns: dict[str, str] = {}
    for name, kind, *_ in described:
        plain = str(name).lower()
        # As the engine calls a second column of one name when it makes a table; that it is one, the lint tells.
        columns[plain if plain not in columns else f"{plain}_1"] = str(kind)
    return columns, []


def line_of(error: Exception) -> int:
    r"""Return the line of the file at which the engine's message points, or 1.

    >>> line_of(ValueError("Binder Error: no such column\n\nLINE 12: SELECT a"))
    12
    """
    found = _LINE.search(str(error))
    return int(found[1]) if found else 1
