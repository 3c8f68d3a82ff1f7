"""The one place that opens DuckDB connections. Nobody else calls `duckdb.connect`.

The rule for every reader of results: use `fetchall()`, `.df()` or a relation. In DuckDB 2.0
`execute(...).fetchone()` leaves an open result, and the next statement on the connection is refused.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from duckdb import DuckDBPyConnection

# Only the extensions inside the wheel may be used: nothing is fetched at run time.
_CONFIG = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


@contextmanager
def open_warehouse(
    path: Path | None = None, *, read_only: bool = False
) -> Iterator[DuckDBPyConnection]:
    """Open a DuckDB file, or a database in memory when no path is given, and close it at the end.

    A file that is created here is readable by its owner alone (0600), as the warehouse is child-level.
    """
    import duckdb

    if path is not None and not path.exists() and not read_only:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    connection = duckdb.connect(
        str(path) if path else ":memory:", read_only=read_only, config=dict(_CONFIG)
    )
    try:
        if path is not None and not read_only:
            path.chmod(0o600)
        # Insertion order costs memory on large exports and no model may rely on it.
        connection.execute("SET preserve_insertion_order = false")
        # The command shows its own progress; the driver's bar would run through it.
        connection.execute("SET enable_progress_bar = false")
        yield connection
    finally:
        connection.close()


def quote(name: str) -> str:
    """Return a name as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text as a quoted SQL string."""
    return "'" + text.replace("'", "''") + "'"
