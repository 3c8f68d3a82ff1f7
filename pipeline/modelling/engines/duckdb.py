"""The one place that opens DuckDB connections. Nobody else calls `duckdb.connect`.

The rule for every reader of results: use `fetchall()`, `.df()` or a relation. In DuckDB 2.0
`execute(...).fetchone()` leaves an open result, and the next statement on the connection is refused.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.errors import BusyError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from duckdb import DuckDBPyConnection

# Only the extensions inside the wheel may be used: nothing is fetched at run time.
_CONFIG = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
# Of `checkpoint_threshold`: a checkpoint of a database in memory saves nothing, and takes longer than the queries
# between two of them, as it compresses what was written.
NEVER = "1TB"


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
        if path is None:
            connection.execute(f"SET checkpoint_threshold = {literal(NEVER)}")
        yield connection
    finally:
        connection.close()


@contextmanager
def read_warehouse(path: Path) -> Iterator[DuckDBPyConnection]:
    """Open a warehouse that a run has built, for reading alone, and close it at the end.

    Raises:
        BusyError: A run is writing to it.
        RefusedError: Nothing has been built yet, it cannot be opened, or it lacks a table or column that is asked for.
    """
    import duckdb

    if not path.exists():
        raise RefusedError("Nothing has been built yet.", remedy="Run `cjw run` first.")
    try:
        with open_warehouse(path, read_only=True) as connection:
            yield connection
    except duckdb.IOException as error:
        raise _unopened(path, str(error)) from None
    except (duckdb.CatalogException, duckdb.BinderException):
        raise RefusedError(
            "The warehouse was built by an earlier version and lacks what is asked for.",
            remedy="Run `cjw run`, which builds it.",
        ) from None


def _unopened(path: Path, said: str) -> BusyError | RefusedError:
    # A run that writes to the file holds it alone.
    if "Could not set lock" in said:
        return BusyError(
            f"A run is writing to {path}.", remedy="Wait until it has ended, then ask again."
        )
    return RefusedError(
        f"{path} cannot be opened.",
        remedy="See whether you may read it. If you may it is damaged: delete it, and `cjw run` builds it anew.",
    )


def quote(name: str) -> str:
    """Return a name as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text as a quoted SQL string."""
    return "'" + text.replace("'", "''") + "'"


@contextmanager
def setting(connection: DuckDBPyConnection, name: str, value: str) -> Iterator[None]:
    """Give one of DuckDB's settings another value for as long as a block runs."""
    ((before,),) = connection.execute("SELECT current_setting(?)", [name]).fetchall()
    connection.execute(f"SET {name} = {literal(value)}")
    try:
        yield
    finally:
        connection.execute(f"SET {name} = {literal(str(before))}")
